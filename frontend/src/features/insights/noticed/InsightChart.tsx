import type { Insight } from '@/api/noticed';
import { moneyColor } from '@/components/charts/palette';
import { Sparkline } from '@/components/charts/Sparkline';
import { useHiddenAmounts } from '@/components/hiddenAmounts';
import { formatDayShort, formatMonth } from '@/lib/formatting';

const MONTH_LENGTH = 'YYYY-MM'.length;
const FEWEST = 3;

const named = (label: string) => (label.length === MONTH_LENGTH ? formatMonth(label) : formatDayShort(label));

/** The months or charges that an insight is seen by, the one that it is about drawn stronger. */
export function InsightChart({ history }: { history: Insight['history'] }) {
  const hidden = useHiddenAmounts();
  const [first, last] = [history[0], history.at(-1)];
  const says = new Set(history.map(({ amount }) => amount)).size > 1;
  if (hidden || !says || !first || !last || history.length < FEWEST) return null;
  return (
    <Sparkline
      values={history.map(({ amount }) => amount)}
      color={moneyColor('expenses')}
      label={`${history.length} figures from ${named(first.label)} to ${named(last.label)}; the last one is meant`}
      selected={history.length - 1}
    />
  );
}
