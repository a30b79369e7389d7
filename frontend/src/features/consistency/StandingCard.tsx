import { Card, Progress, Text, Title } from '@mantine/core';
import type { Consistency } from '@/api/consistency';
import { formatAgo, formatMoment, plural } from '@/lib/formatting';
import classes from './Consistency.module.css';
import { StandingIcon } from './StandingIcon';
import { standingWords } from './standing';

interface StandingCardProps {
  standing: Consistency;
}

const MEANS: Record<Consistency['state'], string> = {
  unknown: 'Every row, sum and link is being looked at. This takes a moment with many years of data.',
  sound: 'Every rule below holds: what the screens show is what the rows come to, to the cent.',
  differs: 'Nothing in the books contradicts itself. A balance that was stated is not what the rows lead to.',
  broken: 'Something in the file contradicts itself. Below is what, where, and what mends it.',
};

/** Seconds as people read them. */
const seconds = (milliseconds: number): string =>
  milliseconds < 1000 ? `${Math.max(1, Math.round(milliseconds))} ms` : `${(milliseconds / 1000).toFixed(1)} s`;

/** The verdict, and how fresh it is. */
export function StandingCard({ standing }: StandingCardProps) {
  const { state, is_checking, is_current, checked_at, checks, milliseconds, thorough, done, total } = standing;
  return (
    <Card component="section" aria-label="How the books stand" className={classes.verdict} padding="lg">
      <span className={classes.verdictIcon} data-state={state}>
        <StandingIcon state={state} isChecking={is_checking} size={26} />
      </span>
      <div className={classes.verdictWords}>
        <Title order={2} aria-live="polite">
          {standingWords(standing)}
        </Title>
        <Text size="sm" c="dimmed">
          {MEANS[state]}
        </Text>
        {checked_at && (
          <Text size="xs" c="dimmed" mt={6}>
            <time dateTime={checked_at} title={formatMoment(checked_at)}>
              {plural(checks.length, 'rule')}, checked {formatAgo(checked_at)}
            </time>
            {` in ${seconds(milliseconds)}${thorough ? ', indexes too' : ''}.`}
            {!is_current && !is_checking && ' Something has changed since: it is checked again soon.'}
          </Text>
        )}
        {is_checking && total > 0 && (
          <Progress mt="sm" size="sm" value={(done / total) * 100} aria-label={`Checking: ${done} of ${total}`} />
        )}
      </div>
    </Card>
  );
}
