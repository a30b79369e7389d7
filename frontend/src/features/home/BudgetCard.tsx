import { Card } from '@mantine/core';
import { Link } from 'react-router';
import type { HomeReport } from '@/api/home';
import { CategoryBadge } from '@/components/CategoryBadge';
import { Money } from '@/components/Money';
import { plural } from '@/lib/formatting';
import { CardHead } from './CardHead';
import classes from './Home.module.css';

type Budgets = NonNullable<HomeReport['budgets']>;

interface BudgetCardProps {
  budgets: Budgets;
}

/** What is left of the budgets, and those that are over or ahead of their pace. */
export function BudgetCard({ budgets }: BudgetCardProps) {
  const { available, safe_per_day: perDay, left_to_spend: left, budget_count, worst } = budgets;
  return (
    <Card component="section" aria-labelledby="home-budgets">
      <CardHead id="home-budgets" title="Budgets" more={{ to: '/budgets', label: plural(budget_count, 'budget') }} />
      <div className={classes.sum}>
        <LeftOver figures={budgets} />
      </div>
      <div className={classes.budgetBar}>
        <UsedBar figures={budgets} />
      </div>
      <div className={classes.quiet}>
        of <Money amount={available} kind="plain" />
        {perDay !== null && left > 0 && (
          <>
            {' · '}
            <Money amount={perDay} kind="plain" /> a day is safe
          </>
        )}
      </div>
      {worst.length > 0 && (
        <ul className={classes.list}>
          {worst.map((line) => (
            <li key={line.category_short_desc ?? ''}>
              <Link className={`${classes.line} ${classes.pressing}`} to="/budgets">
                <CategoryBadge name={line.display_name} color={line.color} />
                <span className={classes.end} data-tone={line.status}>
                  <LeftOver figures={line} />
                </span>
                <UsedBar figures={line} />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

type Figures = Pick<Budgets, 'left_to_spend' | 'used' | 'status'>;

function LeftOver({ figures: { left_to_spend: left } }: { figures: Figures }) {
  return (
    <>
      <Money amount={left} kind="plain" /> {left < 0 ? 'over' : 'left'}
    </>
  );
}

/** How much is used; the words beside it say the same. */
function UsedBar({ figures: { used, status } }: { figures: Figures }) {
  const filled = used === null ? Number(status === 'over') : Math.min(1, Math.max(0, used));
  return (
    <span className={classes.used} data-tone={status} aria-hidden="true">
      <span style={{ width: `${filled * 100}%` }} />
    </span>
  );
}
