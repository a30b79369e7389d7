import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { BudgetFigures, BudgetLine } from '@/api/budgets';
import { CategoryBadge } from '@/components/CategoryBadge';
import { Money } from '@/components/Money';
import { FamilyName } from '@/components/table/FamilyName';
import { clsx } from '@/lib/classes';
import classes from './Budgets.module.css';
import { PaceBar } from './PaceBar';
import { Standing } from './Standing';
import { ROLLOVER_WORDS } from './standing';

interface BudgetRowProps {
  /** Whose name stands here. */
  line: BudgetLine;
  name?: string;
  /** What the row shows: the line's own figures, or those of the whole family. */
  figures: BudgetFigures;
  hasBudget: boolean;
  /** What was spent; where no budget covers it, everything. */
  spent: number;
  address: string;
  /** The amount, or the field to set it. */
  amount: ReactNode;
  opener?: ReactNode;
  menu?: ReactNode;
  isChild?: boolean;
}

/** One line of the table: what was set, what is spent, what is left, and at which pace. */
export function BudgetRow(props: BudgetRowProps) {
  const { line, name = line.display_name, figures, hasBudget, spent, address } = props;
  return (
    <tr className={clsx(props.isChild && classes.child)}>
      <th scope="row">
        <FamilyName opener={props.opener} isChild={props.isChild}>
          <Link to={address} className={classes.link}>
            <CategoryBadge name={name} color={line.color} />
          </Link>
        </FamilyName>
      </th>
      <td className={clsx(!hasBudget && classes.unset)}>{props.amount}</td>
      <td>
        <Link to={address} className={classes.link} aria-label={`Transactions behind what was spent on ${name}`}>
          <Money amount={spent} kind="spent" />
        </Link>
      </td>
      <td>
        {hasBudget && (
          <span className={classes.pace}>
            <PaceBar figures={figures} />
            <Standing figures={figures} />
          </span>
        )}
      </td>
      <td>
        {hasBudget && (
          <span className={classes.left}>
            <Money amount={figures.left_to_spend} kind="balance" />
            {figures.carried_over !== 0 && (
              <span className={classes.carried} title={line.rollover ? ROLLOVER_WORDS[line.rollover] : undefined}>
                <Money amount={figures.carried_over} kind="balance" /> carried
              </span>
            )}
          </span>
        )}
      </td>
      <td>{hasBudget && figures.safe_per_day !== null && <Money amount={figures.safe_per_day} kind="plain" />}</td>
      <td>{props.menu}</td>
    </tr>
  );
}
