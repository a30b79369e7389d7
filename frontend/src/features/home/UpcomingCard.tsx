import { Card, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { HomeReport } from '@/api/home';
import { Money } from '@/components/Money';
import { formatDayShort, plural } from '@/lib/formatting';
import { CardHead } from './CardHead';
import classes from './Home.module.css';
import { seriesAddress } from './seriesAddress';

interface UpcomingCardProps {
  upcoming: HomeReport['upcoming'];
}

type Bill = HomeReport['upcoming']['first'][number];

/** What is due in the next 30 days. */
export function UpcomingCard({ upcoming: { count, total_out, first } }: UpcomingCardProps) {
  if (count === 0) return null;
  return (
    <Card component="section" aria-labelledby="home-bills">
      <CardHead id="home-bills" title="Next 30 days" more={{ to: '/bills', label: 'Calendar' }} />
      <Text size="sm" c="dimmed" mb={4}>
        {plural(count, 'bill')}, <Money amount={total_out} kind="plain" /> in all
      </Text>
      <ul className={classes.list}>
        {first.map((bill) => (
          <li key={`${bill.key} ${bill.on}`}>
            <Link className={`${classes.line} ${classes.bill}`} to={seriesAddress(bill.key)}>
              <span className={classes.due} data-late={bill.state === 'late'}>
                {bill.state === 'late' ? 'Late' : formatDayShort(bill.on)}
              </span>
              <span className={classes.cut}>{bill.name}</span>
              <Amount bill={bill} />
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Amount({ bill: { amount, is_estimate } }: { bill: Bill }) {
  return (
    <span className={classes.end}>
      {is_estimate && <span title="It varies: this is what it was last">about </span>}
      <Money amount={amount} kind="spent" />
    </span>
  );
}
