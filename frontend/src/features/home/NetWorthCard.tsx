import { Card } from '@mantine/core';
import type { HomeReport } from '@/api/home';
import { Money } from '@/components/Money';
import { CardHead } from './CardHead';
import classes from './Home.module.css';
import { Spark } from './Spark';

interface NetWorthCardProps {
  worth: NonNullable<HomeReport['net_worth']>;
}

/** What everything comes to, and which way it went in a year. */
export function NetWorthCard({ worth }: NetWorthCardProps) {
  return (
    <Card component="section" aria-labelledby="home-worth">
      <CardHead id="home-worth" title="Net worth" more={{ to: '/net-worth', label: 'Over time' }} />
      <div className={classes.worth}>
        <div>
          <div className={classes.sum}>
            <Money amount={worth.net} kind="balance" />
          </div>
          <div className={classes.quiet}>
            <Money amount={-worth.change} kind="net" /> this month
          </div>
        </div>
        <Spark values={worth.spark} />
      </div>
    </Card>
  );
}
