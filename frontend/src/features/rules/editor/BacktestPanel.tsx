import { Anchor, Text } from '@mantine/core';
import { SquareArrowOutUpRight } from 'lucide-react';
import { ErrorState } from '@/components/ErrorState';
import { LoadingState } from '@/components/LoadingState';
import { transactionsAddress } from '@/lib/addresses';
import { formatDay, plural } from '@/lib/formatting';
import { BacktestFigures } from './BacktestFigures';
import { BacktestRows } from './BacktestRows';
import classes from './Editor.module.css';
import { Overlaps } from './Overlaps';
import type { RuleCheck } from './useRuleCheck';
import { YearSums } from './YearSums';

interface BacktestPanelProps {
  check: RuleCheck;
  /** There is a whole rule to try. */
  isWhole: boolean;
  query: string;
}

/** What the rule would have done to the whole history. */
export function BacktestPanel({ check, isWhole, query }: BacktestPanelProps) {
  const { result, isStale, error, retry, fault, actionsError } = check;
  const isWrong = fault !== null || actionsError !== null;
  return (
    <section aria-label="Tried on the past" className={classes.backtest} aria-busy={isStale}>
      <h3>Tried on the past</h3>
      {!isWhole && (
        <Text size="sm" c="dimmed">
          Say which transactions it is about and what to do: what it would have done shows here while you type. Nothing
          changes until you save.
        </Text>
      )}
      {isWhole && error !== null && <ErrorState error={error} onRetry={retry} />}
      {isWhole && !result && !error && !isWrong && <LoadingState shape="block" height={180} />}
      {isWhole && isWrong && (
        <Text size="sm" c="dimmed">
          As written the rule can’t be tried.
        </Text>
      )}
      {isWhole && result && (
        <div data-stale={isStale || undefined} className={classes.result}>
          <div role="status">
            <Text fw={600} size="lg">
              {result.found === 0 ? 'Finds nothing yet' : `Finds ${plural(result.found, 'transaction')}`}
            </Text>
            <Text size="xs" c="dimmed">
              {result.first_date && result.last_date
                ? `${formatDay(result.first_date)} to ${formatDay(result.last_date)}`
                : 'It may still be right for what comes.'}
            </Text>
          </div>
          {result.found > 0 && (
            <>
              <BacktestFigures result={result} />
              <BacktestRows result={result} />
              <Overlaps overlaps={result.overlaps} />
              <YearSums years={result.years} />
              <Anchor href={transactionsAddress({ filter: query })} target="_blank" size="sm" className={classes.all}>
                All {plural(result.found, 'transaction')} in a new window
                <SquareArrowOutUpRight size={13} aria-hidden="true" />
              </Anchor>
            </>
          )}
        </div>
      )}
    </section>
  );
}
