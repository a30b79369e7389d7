import { type Coverage, coverageOf } from '@/lib/accounts';
import { clsx } from '@/lib/classes';
import { formatMonth, plural } from '@/lib/formatting';
import { addMonths, currentMonth, type Month } from '@/lib/months';
import classes from './MonthStrip.module.css';

interface MonthStripProps {
  covered: readonly Month[];
  missing: readonly Month[];
  count?: number;
  /** As wide as its place. */
  isWide?: boolean;
}

const WORDS: Record<Coverage, string> = {
  covered: 'has transactions',
  missing: 'nothing, though there is data before and after',
  outside: 'no data',
};

const STATES: Record<Coverage, string | undefined> = {
  covered: classes.covered,
  missing: classes.missing,
  outside: undefined,
};

/** In words, for those who can't see the strip. */
function summary(covered: readonly Month[], missing: readonly Month[]): string {
  const [first] = covered;
  const last = covered.at(-1);
  if (!first || !last) return 'No months with transactions yet';
  const gaps = missing.length ? `missing: ${missing.map(formatMonth).join(', ')}` : 'no gaps';
  return `${plural(covered.length, 'month')} from ${formatMonth(first)} to ${formatMonth(last)}, ${gaps}`;
}

/** The present month; where all data are older than the strip is long, the last month with data. */
function endOf(covered: readonly Month[], count: number): Month {
  const now = currentMonth();
  const last = covered.at(-1);
  return last && last < addMonths(now, 1 - count) ? last : now;
}

/** The last months, one mark each: where an account has data and where a file may be missing. */
export function MonthStrip({ covered, missing, count = 24, isWide = false }: MonthStripProps) {
  const months = coverageOf({ months_covered: covered, months_missing: missing }, endOf(covered, count), count);
  return (
    <div className={clsx(classes.strip, !isWide && classes.narrow)} role="img" aria-label={summary(covered, missing)}>
      {months.map(({ month, state }) => (
        <span
          key={month}
          title={`${formatMonth(month)}: ${WORDS[state]}`}
          className={clsx(classes.month, STATES[state], month.endsWith('-01') && classes.january)}
        />
      ))}
    </div>
  );
}
