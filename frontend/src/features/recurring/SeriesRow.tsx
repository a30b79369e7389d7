import { ActionIcon, Badge, Tooltip } from '@mantine/core';
import { Check } from 'lucide-react';
import type { Series } from '@/api/recurring';
import { CategoryBadge } from '@/components/CategoryBadge';
import { Money } from '@/components/Money';
import type { Day } from '@/lib/months';
import classes from './Recurring.module.css';
import { SeriesMenu } from './SeriesMenu';
import { Sparkline } from './Sparkline';
import type { RecurringView } from './useRecurringView';
import type { SeriesActs } from './useSeriesActs';
import { cadenceLabel, dueWords } from './words';

interface SeriesRowProps {
  series: Series;
  today: Day;
  acts: SeriesActs;
  view: RecurringView;
}

/** One subscription, bill or pay. */
export function SeriesRow({ series, today, acts, view }: SeriesRowProps) {
  const { name, amount, varies, yearly, status, late_since: late } = series;
  return (
    <tr>
      <th scope="row">
        <span className={classes.who}>
          <button type="button" className={classes.linkButton} onClick={() => view.open(series.key)}>
            {name}
          </button>
          <span className={classes.kind}>
            <CategoryBadge name={series.category_name} color={series.category_color} guess />
          </span>
        </span>
      </th>
      <td className={classes.cadence}>{cadenceLabel(series.cadence)}</td>
      <td className={classes.due}>
        {dueWords(series, today)}{' '}
        {late && (
          <Badge color="orange" variant="light" size="sm">
            Late
          </Badge>
        )}
      </td>
      <td className={classes.sparkCell}>
        <Sparkline amounts={series.recent} />
      </td>
      <td className={classes.amount}>
        {varies && (
          <Tooltip label="It varies: about this much is expected next">
            <span className={classes.about}>
              <span aria-hidden="true">≈ </span>
              <span className={classes.unseen}>about </span>
            </span>
          </Tooltip>
        )}
        <Money amount={amount} />
      </td>
      <td className={classes.yearly}>
        <Money amount={status === 'ended' || status === 'dismissed' ? null : yearly} precision="dollars" />
      </td>
      <td className={classes.acts}>
        {status === 'suggested' && (
          <Tooltip label="Confirm">
            <ActionIcon size="lg" aria-label={`Confirm ${name}`} onClick={() => acts.confirm(series)}>
              <Check size={17} aria-hidden="true" />
            </ActionIcon>
          </Tooltip>
        )}
        <SeriesMenu series={series} acts={acts} view={view} />
      </td>
    </tr>
  );
}
