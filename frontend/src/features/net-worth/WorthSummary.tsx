import { Card, Group, Text } from '@mantine/core';
import type { NetWorth } from '@/api/balances';
import { Money } from '@/components/Money';
import { formatDay, formatPercent } from '@/lib/formatting';
import classes from './NetWorth.module.css';
import { spanName } from './words';

const signed = (share: number): string => `${share < 0 ? '−' : '+'}${formatPercent(Math.abs(share))}`;

/** The one big figure, what it is made of, and how it changed. */
export function WorthSummary({ report }: { report: NetWorth }) {
  const now = report.points.at(-1);
  if (!now) return null;
  return (
    <Card component="section" aria-label="Summary">
      <Group justify="space-between" align="flex-end" gap="lg">
        <div>
          <Text size="sm" c="dimmed">
            Net worth on {formatDay(report.today)}
          </Text>
          <div className={classes.headline}>
            <Money amount={now.net} kind="balance" headline />
          </div>
          <Text size="sm" c="dimmed">
            <Money amount={now.assets} kind="plain" /> held, <Money amount={now.liabilities} kind="plain" /> owed
          </Text>
        </div>
        <dl className={classes.facts}>
          {report.spans.map(({ months, change, share }) => (
            <div key={months}>
              <dt>{spanName(months)}</dt>
              <dd>
                <Money amount={change.total} kind="growth" />
                {share !== null && <span className={classes.share}>{signed(share)}</span>}
              </dd>
            </div>
          ))}
        </dl>
      </Group>
    </Card>
  );
}
