import { Anchor, Card, Group, SegmentedControl, Title } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import type { AccountWorth, WorthSpan } from '@/api/balances';
import { Money } from '@/components/Money';
import { formatDay } from '@/lib/formatting';
import classes from './NetWorth.module.css';
import { partsOf, spanName } from './words';

interface WhatChangedProps {
  spans: WorthSpan[];
  /** Net worth today. */
  now: number | undefined;
  accounts: AccountWorth[];
}

/** Why net worth is another than it was: saved, revalued, not explained. */
export function WhatChanged({ spans, now, accounts }: WhatChangedProps) {
  const [months, setMonths] = useState('1');
  const span = spans.find((one) => String(one.months) === months) ?? spans[0];
  if (!span) return null;
  const { change, before } = span;
  const apart = accounts.filter(({ gaps }) => gaps > 0);
  return (
    <Card component="section" aria-label="What changed it">
      <Group justify="space-between" mb="sm" gap="xs">
        <Title order={2}>What changed it</Title>
        {spans.length > 1 && (
          <SegmentedControl
            size="xs"
            aria-label="Over how long"
            data={spans.map((one) => ({ value: String(one.months), label: spanName(one.months) }))}
            value={String(span.months)}
            onChange={setMonths}
          />
        )}
      </Group>
      <dl className={classes.parts}>
        <div className={classes.edge}>
          <dt>{formatDay(change.since)}</dt>
          <dd>
            <Money amount={before} kind="balance" />
          </dd>
        </div>
        {partsOf(change).map(({ part, label, detail, to }) => (
          <div key={part}>
            <dt>
              {to ? (
                <Anchor component={Link} to={to} inherit>
                  {label}
                </Anchor>
              ) : (
                label
              )}
              <span className={classes.detail}>{detail}</span>
              {part === 'unexplained' &&
                apart.map(({ id, name }) => (
                  <Anchor key={id} component={Link} to={`/accounts?account=${id}`} className={classes.apart}>
                    Look into {name}
                  </Anchor>
                ))}
              {part === 'saved' && (
                <span className={classes.detail}>
                  <Money amount={change.income} kind="plain" /> − <Money amount={change.spending} kind="spent" />
                </span>
              )}
            </dt>
            <dd>
              <Money amount={change[part]} kind="growth" />
            </dd>
          </div>
        ))}
        <div className={classes.edge}>
          <dt>Change</dt>
          <dd>
            <Money amount={change.total} kind="growth" />
          </dd>
        </div>
        <div className={classes.edge}>
          <dt>{formatDay(change.until)}</dt>
          <dd>
            <Money amount={now} kind="balance" />
          </dd>
        </div>
      </dl>
    </Card>
  );
}
