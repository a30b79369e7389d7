import { Button, Card, Title } from '@mantine/core';
import { useState } from 'react';
import type { NetWorth } from '@/api/balances';
import { Money } from '@/components/Money';
import { clsx } from '@/lib/classes';
import { formatMonth } from '@/lib/formatting';
import { monthOf } from '@/lib/months';
import classes from './NetWorth.module.css';
import { PARTS } from './words';

const FEW = 12;

/** Month by month: what net worth was at its end, and what changed it; newest first. */
export function WorthMonths({ report }: { report: NetWorth }) {
  const [isWhole, setWhole] = useState(false);
  const ends = new Map(report.points.map(({ date, net }) => [date, net]));
  const months = [...report.months].reverse();
  const shown = isWhole ? months : months.slice(0, FEW);
  const parts = PARTS.filter(({ part }) => part === 'saved' || shown.some((change) => change[part] !== 0));
  return (
    <Card component="section" aria-label="Month by month" p={0}>
      <Title order={2} px="md" pt="md" pb={6}>
        Month by month
      </Title>
      <table className={clsx(classes.table, classes.months)}>
        <thead>
          <tr>
            <th scope="col">Month</th>
            {parts.map(({ part, label }) => (
              <th key={part} scope="col" className={classes.part}>
                {label}
              </th>
            ))}
            <th scope="col">Change</th>
            <th scope="col">At its end</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((change) => (
            <tr key={change.until}>
              <th scope="row">{formatMonth(monthOf(change.until))}</th>
              {parts.map(({ part }) => (
                <td key={part} className={classes.part}>
                  {change[part] === 0 && part !== 'saved' ? '' : <Money amount={change[part]} kind="growth" />}
                </td>
              ))}
              <td className={classes.strong}>
                <Money amount={change.total} kind="growth" />
              </td>
              <td>
                <Money amount={ends.get(change.until)} kind="balance" />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {months.length > FEW && (
        <Button variant="subtle" m="xs" onClick={() => setWhole(!isWhole)}>
          {isWhole ? 'Show the last 12 months' : `Show all ${months.length} months`}
        </Button>
      )}
    </Card>
  );
}
