import { Paper, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { asProblem } from '@/api/problem';
import { useRulePreview } from '@/api/rules';
import { Money } from '@/components/Money';
import { formatCount, formatDayShort } from '@/lib/formatting';
import classes from './Rules.module.css';

interface RulePreviewProps {
  pattern: string;
  isRegex?: boolean;
  /** Dollars, positive is money out; left out, any amount will do. */
  amount?: number;
  tolerance?: number;
  /** An amount is needed and not there yet. */
  isWaiting?: boolean;
}

const SHOWN = 5;

/** What a rule would find among the transactions that are here. */
export function RulePreview({ pattern, isRegex, amount, tolerance, isWaiting = false }: RulePreviewProps) {
  const [wanted] = useDebouncedValue({ pattern: pattern.trim(), isRegex, amount, tolerance }, 250);
  const isAsked = wanted.pattern.length > 1 && !isWaiting;
  const preview = useRulePreview(wanted, isAsked);
  const found = isAsked && !preview.error ? preview.data : undefined;
  return (
    <Paper withBorder radius="md" className={classes.preview} aria-live="polite">
      <Text size="sm" fw={550}>
        {found ? matches(found.matches) : 'What it would find'}
      </Text>
      {!isAsked && (
        <Text size="xs" c="dimmed">
          Shown while you type.
        </Text>
      )}
      {isAsked && preview.error && (
        <Text size="xs" c="var(--mantine-color-error)">
          {asProblem(preview.error).detail}
        </Text>
      )}
      {found && found.examples.length > 0 && (
        <ul className={classes.examples}>
          {found.examples.slice(0, SHOWN).map(({ id, date, description, amount: paid }) => (
            <li key={id}>
              <span className={classes.small}>{formatDayShort(date)}</span>
              <span className={classes.words}>{description}</span>
              <Money amount={paid} />
            </li>
          ))}
        </ul>
      )}
    </Paper>
  );
}

function matches(count: number): string {
  if (count === 0) return 'Finds none of your transactions yet';
  return count === 1 ? 'Finds 1 of your transactions' : `Finds ${formatCount(count)} of your transactions`;
}
