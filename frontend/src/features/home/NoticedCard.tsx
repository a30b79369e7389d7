import { Card } from '@mantine/core';
import { ChevronRight } from 'lucide-react';
import { Link } from 'react-router';
import { useNoticed } from '@/api/noticed';
import { insightIcon } from '@/components/insights/insightIcons';
import { Told } from '@/components/insights/Told';
import { CardHead } from './CardHead';
import classes from './Home.module.css';

const SHOWN = 3;
const PRESSING = 2;
// What has a card of its own here is told once, unless it presses.
const TOLD_ELSEWHERE = new Set(['bills', 'budget_pace']);

/** The weightiest of what the app noticed by itself, each leading to what is behind it. */
export function NoticedCard() {
  const { data } = useNoticed();
  if (!data) return null;
  const worth = data.items.filter(({ kind, weight }) => weight === PRESSING || !TOLD_ELSEWHERE.has(kind));
  const items = worth.slice(0, SHOWN);
  if (items.length === 0) return null;
  return (
    <Card component="section" aria-labelledby="home-noticed">
      <CardHead
        id="home-noticed"
        title="Noticed"
        more={{ to: '/insights', label: `All ${data.items.length + data.more}` }}
      />
      <ul className={classes.list}>
        {items.map(({ key, kind, title, detail, source }) => {
          const Icon = insightIcon(kind);
          return (
            <li key={key}>
              <Link className={`${classes.line} ${classes.insight}`} to={source.address}>
                <Icon size={16} aria-hidden="true" />
                <span className={classes.insightWords}>
                  <strong>
                    <Told text={title} />
                  </strong>
                  <span className={classes.quiet}>
                    <Told text={detail} />
                  </span>
                </span>
                <ChevronRight size={15} aria-hidden="true" />
              </Link>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
