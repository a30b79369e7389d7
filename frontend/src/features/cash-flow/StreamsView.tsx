import { Card, Group, SegmentedControl, Switch } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { type MoneyFlow, useMoneyFlow } from '@/api/cashFlow';
import { Answer } from '@/components/Answer';
import { ChartFrame } from '@/components/charts/ChartFrame';
import { LeftOut } from '@/components/LeftOut';
import { LoadingState } from '@/components/LoadingState';
import { leftOutAddress } from '@/lib/addresses';
import { formatPeriod } from '@/lib/formatting';
import { addMonths, firstDay, lastDay, monthOf, type Period, wholeMonths } from '@/lib/months';
import { NoFlow } from './NoFlow';
import { daysOf } from './rows';
import { StreamSummary } from './StreamSummary';
import { addressOf, streamsTable, visible } from './streams';
import type { CashFlowView } from './useCashFlowView';

const Streams = lazy(async () => ({ default: (await import('./Streams')).Streams }));

const LENGTHS = [
  { value: '1', label: 'Month' },
  { value: '3', label: 'Quarter' },
  { value: '12', label: 'Year' },
];

/** The calendar month, quarter or year that a day lies in. */
export function around(day: string, months: number): Period {
  const number = Number(day.slice(5, 7)) - 1;
  const first = addMonths(`${day.slice(0, 4)}-01`, number - (number % months));
  return { from: firstDay(first), to: lastDay(addMonths(first, months - 1)) };
}

const isCalendar = (period: Period, months: number): boolean =>
  wholeMonths(period) === months && around(period.from, months).from === period.from;

/** Where the money of a period came from and where it went. */
export function StreamsView({ view }: { view: CashFlowView }) {
  const query = useMoneyFlow(view.period, view.accountId);
  return (
    <Answer query={query} loading={<LoadingState shape="block" height={560} />}>
      {(flow) =>
        flow.nodes.length > 0 ? (
          <>
            <StreamSummary flow={flow} view={view} />
            <StreamsCard flow={flow} view={view} />
            <NotCounted flow={flow} view={view} />
          </>
        ) : (
          <>
            <Group>
              <Lengths view={view} />
            </Group>
            <NoFlow
              when={formatPeriod(view.period)}
              onYear={(year) => view.change({ period: { from: `${year}-01-01`, to: `${year}-12-31` } })}
            />
            <NotCounted flow={flow} view={view} />
          </>
        )
      }
    </Answer>
  );
}

function StreamsCard({ flow, view }: { flow: MoneyFlow; view: CashFlowView }) {
  const shown = visible(flow, view.withParts);
  return (
    <Card component="section" aria-label="Streams">
      <ChartFrame
        title={`Streams of ${formatPeriod(view.period)}`}
        table={streamsTable(shown)}
        actions={
          <Group gap="xs">
            <Switch
              size="xs"
              label="Subcategories"
              styles={{ label: { whiteSpace: 'nowrap' } }}
              checked={view.withParts}
              onChange={(event) => view.change({ withParts: event.currentTarget.checked })}
            />
            <Lengths view={view} />
          </Group>
        }
      >
        <Suspense fallback={<LoadingState shape="block" height={480} label="Drawing the streams" />}>
          <Streams shown={shown} addressOf={(node) => addressOf(node, flow, view.accountId)} />
        </Suspense>
      </ChartFrame>
    </Card>
  );
}

/** What the streams leave out, and why. */
function NotCounted({ flow, view }: { flow: MoneyFlow; view: CashFlowView }) {
  const wanted = { period: daysOf(flow), accountId: view.accountId };
  return <LeftOut reasons={flow.left_out} addressOf={(reason) => leftOutAddress(reason, wanted)} />;
}

/** How long the time is that is looked at. */
function Lengths({ view }: { view: CashFlowView }) {
  const { period } = view;
  const current = LENGTHS.find(({ value }) => isCalendar(period, Number(value)))?.value ?? '';
  return (
    <SegmentedControl
      aria-label="Length"
      size="xs"
      data={LENGTHS}
      value={current}
      onChange={(months) => view.change({ period: around(monthOf(period.to), Number(months)) })}
    />
  );
}
