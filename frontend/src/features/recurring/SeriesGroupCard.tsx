import { Button, Card, Text, Title, UnstyledButton } from '@mantine/core';
import { CheckCheck, ChevronDown, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { localDay } from '@/lib/months';
import classes from './Recurring.module.css';
import { SeriesRow } from './SeriesRow';
import type { RecurringView } from './useRecurringView';
import type { SeriesActs } from './useSeriesActs';
import type { SeriesGroup } from './words';

interface SeriesGroupCardProps {
  group: SeriesGroup;
  acts: SeriesActs;
  view: RecurringView;
}

/** The series of one group; what is over is folded away. */
export function SeriesGroupCard({ group, acts, view }: SeriesGroupCardProps) {
  const { id, title, about, items } = group;
  const isOver = id === 'ended' || id === 'dismissed';
  const [isOpen, setOpen] = useState(!isOver);
  const Chevron = isOpen ? ChevronDown : ChevronRight;
  const today = localDay();
  return (
    <Card component="section" aria-label={title} className={classes.group}>
      <div className={classes.groupHead}>
        <div>
          <Title order={2}>
            {isOver ? (
              <UnstyledButton
                className={classes.fold}
                aria-expanded={isOpen}
                aria-controls={`group-${id}`}
                onClick={() => setOpen(!isOpen)}
              >
                <Chevron size={16} aria-hidden="true" /> {title} <span className={classes.count}>{items.length}</span>
              </UnstyledButton>
            ) : (
              <>
                {title} <span className={classes.count}>{items.length}</span>
              </>
            )}
          </Title>
          {about && (
            <Text size="sm" c="dimmed">
              {about}
            </Text>
          )}
        </div>
        {id === 'suggested' && items.length > 1 && (
          <Button
            variant="default"
            size="xs"
            leftSection={<CheckCheck size={15} aria-hidden="true" />}
            loading={acts.isBusy}
            onClick={() => acts.confirmAll(items)}
          >
            Confirm all {items.length}
          </Button>
        )}
      </div>
      <div id={`group-${id}`} hidden={!isOpen}>
        <table className={classes.table} aria-label={title}>
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">How often</th>
              <th scope="col">{isOver ? 'When' : 'Next'}</th>
              <th scope="col">Price so far</th>
              <th scope="col" className={classes.amount}>
                Amount
              </th>
              <th scope="col" className={classes.yearly}>
                A year
              </th>
              <th scope="col">
                <span className={classes.unseen}>Actions</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {items.map((series) => (
              <SeriesRow key={series.key} series={series} today={today} acts={acts} view={view} />
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}
