import { Text } from '@mantine/core';
import { type Filer, useEverything } from '@/api/ownRules';
import { Answer } from '@/components/Answer';
import { DataTable } from '@/components/table/DataTable';
import { plural } from '@/lib/formatting';
import { NoRules } from '../NoRules';
import type { RulesView } from '../useRulesView';
import { FilerLines } from './FilerLines';
import { FILER_COLUMNS } from './filerColumns';

interface EverythingListProps {
  view: RulesView;
  onOpen: (filer: Filer) => void;
}

const compact = (filer: Filer) => <FilerLines filer={filer} />;

/** All that files, in the order in which it is asked. */
export function EverythingList({ view, onOpen }: EverythingListProps) {
  const list = useEverything(view.search);
  const filers = list.data?.pages.flatMap(({ items }) => items);
  const total = list.data?.pages[0]?.total ?? 0;
  return (
    <Answer
      query={{ ...list, data: filers }}
      isEmpty={(items) => items.length === 0}
      empty={<NoRules view={view} onCreate={() => view.create()} />}
    >
      {(items) => (
        <>
          <Text size="sm" c="dimmed">
            Asked from the top; the first that fits files: your rules, then amounts, then merchants. What none knows
            goes to the model on this computer, then to the AI if you switched it on, else to the review.
          </Text>
          <DataTable
            label="All that files, in order"
            rows={items}
            rowId={({ kind, id }) => `${kind} ${id}`}
            rowLabel={({ title }) => title}
            columns={FILER_COLUMNS}
            compact={compact}
            onOpen={onOpen}
            total={total}
            hasMore={list.hasNextPage}
            isLoadingMore={list.isFetchingNextPage}
            onLoadMore={list.fetchNextPage}
          />
          <Text size="xs" c="dimmed" visibleFrom="sm">
            {plural(total, 'rule')}. “Right” counts the transactions that you confirmed: in how many the category stayed
            as it was given.
          </Text>
        </>
      )}
    </Answer>
  );
}
