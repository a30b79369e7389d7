import type { ReactNode } from 'react';
import type { RecurringAlert } from '@/api/recurring';
import { Money } from '@/components/Money';
import { formatDayShort } from '@/lib/formatting';
import { howLong, perCadence } from './words';

interface AlertSentenceProps {
  alert: RecurringAlert;
}

/** What an alert says after the name of its series. */
export function AlertSentence({ alert }: AlertSentenceProps): ReactNode {
  const { kind, before, after, yearly, on, cadence, since, others } = alert;
  const now = <Money amount={after} kind="plain" />;
  const aYear = <Money amount={yearly} kind="plain" />;
  switch (kind) {
    case 'price_rise':
      return (
        <>
          rose from <Money amount={before} kind="plain" /> to {now} on {formatDayShort(on)}: {aYear} more a year.
        </>
      );
    case 'late':
      return (
        <>
          was due on {formatDayShort(on)} ({now}) and has not come yet.
        </>
      );
    case 'missed':
      return (
        <>
          did not come on {formatDayShort(on)} ({now}).
        </>
      );
    case 'charged_twice':
      return (
        <>
          took {now} twice, the second time on {formatDayShort(on)}.
        </>
      );
    case 'same_service':
      return (
        <>
          ({now} {perCadence(cadence)}) is for the same as {others.map(({ name }) => name).join(' and ')}: {aYear} a
          year.
        </>
      );
    case 'two_plans':
      return (
        <>
          charges you for two plans:{' '}
          {others.map((other) => (
            <span key={other.key}>
              <Money amount={other.amount} kind="plain" /> {perCadence(other.cadence)} and{' '}
            </span>
          ))}
          {now} {perCadence(cadence)}.
        </>
      );
    case 'forgotten':
      return (
        <>
          has taken {now} {perCadence(cadence)} for {since ? howLong(since, on) : 'long'}, always the same: {aYear} a
          year. Still in use?
        </>
      );
    case 'trial_turned_paid':
      return (
        <>
          began as a trial for <Money amount={before} kind="plain" /> and takes {now} {perCadence(cadence)} since{' '}
          {formatDayShort(on)}: {aYear} a year.
        </>
      );
  }
}
