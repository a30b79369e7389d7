import { Text } from '@mantine/core';
import { type Mapping, useMappings } from '@/api/rules';
import { Answer } from '@/components/Answer';
import { DataTable } from '@/components/table/DataTable';
import { plural } from '@/lib/formatting';
import { MappingLines } from './MappingLines';
import { MAPPING_COLUMNS } from './mappingColumns';
import { NoRules } from './NoRules';
import type { RulesView } from './useRulesView';

interface MappingListProps {
  view: RulesView;
  onOpen: (mapping: Mapping) => void;
  onCreate: () => void;
}

const compact = (mapping: Mapping) => <MappingLines mapping={mapping} />;

/** Merchant rules: a merchant's pattern and the category that it gets. */
export function MappingList({ view, onOpen, onCreate }: MappingListProps) {
  const list = useMappings(view);
  const mappings = list.data?.pages.flatMap(({ items }) => items);
  const total = list.data?.pages[0]?.total ?? 0;
  return (
    <Answer
      query={{ ...list, data: mappings }}
      isEmpty={(items) => items.length === 0}
      empty={<NoRules view={view} onCreate={onCreate} />}
    >
      {(items) => (
        <>
          <DataTable
            label="Merchant rules"
            rows={items}
            rowId={({ id }) => id}
            rowLabel={({ merchant_pattern }) => merchant_pattern}
            columns={MAPPING_COLUMNS}
            compact={compact}
            onOpen={onOpen}
            total={total}
            hasMore={list.hasNextPage}
            isLoadingMore={list.isFetchingNextPage}
            onLoadMore={list.fetchNextPage}
          />
          <Text size="xs" c="dimmed" visibleFrom="sm">
            {plural(total, 'rule')}. The longest pattern that is found in a transaction decides; yours go before learned
            ones, and those before shipped ones.
          </Text>
        </>
      )}
    </Answer>
  );
}
