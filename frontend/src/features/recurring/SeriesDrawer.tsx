import { Button, Drawer, Group } from '@mantine/core';
import { Check, Pencil } from 'lucide-react';
import { useSeries } from '@/api/recurring';
import { Answer } from '@/components/Answer';
import { SeriesDetails } from './SeriesDetails';
import type { RecurringView } from './useRecurringView';
import type { SeriesActs } from './useSeriesActs';

interface SeriesDrawerProps {
  view: RecurringView;
  acts: SeriesActs;
}

/** One series with all of its past. */
export function SeriesDrawer({ view, acts }: SeriesDrawerProps) {
  const series = useSeries(view.opened);
  return (
    <Drawer
      opened={view.opened !== null}
      onClose={view.close}
      position="right"
      size="md"
      title={series.data?.name ?? 'Recurring charge'}
    >
      <Answer query={series}>
        {(data) => (
          <SeriesDetails series={data}>
            <Group mt="md" gap="xs">
              {data.status === 'suggested' && (
                <Button leftSection={<Check size={16} aria-hidden="true" />} onClick={() => acts.confirm(data)}>
                  Confirm
                </Button>
              )}
              <Button
                variant="default"
                leftSection={<Pencil size={15} aria-hidden="true" />}
                onClick={() => view.edit(data.key)}
              >
                Edit
              </Button>
              {data.status !== 'dismissed' && !data.is_by_hand && (
                <Button variant="subtle" color="gray" onClick={() => acts.dismiss(data)}>
                  Dismiss for ever
                </Button>
              )}
            </Group>
          </SeriesDetails>
        )}
      </Answer>
    </Drawer>
  );
}
