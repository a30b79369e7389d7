import { ActionIcon, Menu } from '@mantine/core';
import { Ban, Check, EllipsisVertical, Pencil, RotateCcw, Trash2 } from 'lucide-react';
import type { Series } from '@/api/recurring';
import type { RecurringView } from './useRecurringView';
import type { SeriesActs } from './useSeriesActs';

interface SeriesMenuProps {
  series: Series;
  acts: SeriesActs;
  view: RecurringView;
}

const ICON = { size: 15, 'aria-hidden': true } as const;

/** Everything that can be said of a series. */
export function SeriesMenu({ series, acts, view }: SeriesMenuProps) {
  const { key, name, status, has_word: hasWord, is_by_hand: isByHand } = series;
  return (
    <Menu position="bottom-end" returnFocus>
      <Menu.Target>
        <ActionIcon size="lg" aria-label={`Actions for ${name}`}>
          <EllipsisVertical size={16} aria-hidden="true" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {status === 'suggested' && (
          <Menu.Item leftSection={<Check {...ICON} />} onClick={() => acts.confirm(series)}>
            Confirm
          </Menu.Item>
        )}
        <Menu.Item leftSection={<Pencil {...ICON} />} onClick={() => view.edit(key)}>
          Edit
        </Menu.Item>
        {status !== 'dismissed' && !isByHand && (
          <Menu.Item leftSection={<Ban {...ICON} />} onClick={() => acts.dismiss(series)}>
            Dismiss for ever
          </Menu.Item>
        )}
        {hasWord && !isByHand && (
          <Menu.Item leftSection={<RotateCcw {...ICON} />} onClick={() => acts.takeBack(series)}>
            {status === 'dismissed' ? 'Suggest again' : 'Back to what was found'}
          </Menu.Item>
        )}
        {isByHand && (
          <Menu.Item
            c="var(--mantine-color-error)"
            leftSection={<Trash2 {...ICON} />}
            onClick={() => acts.takeBack(series)}
          >
            Delete
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
