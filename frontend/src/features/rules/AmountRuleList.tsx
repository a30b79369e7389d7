import { Text } from '@mantine/core';
import { type AmountRule, useAmountRules } from '@/api/rules';
import { Answer } from '@/components/Answer';
import { DataTable } from '@/components/table/DataTable';
import { plural } from '@/lib/formatting';
import { AmountRuleLines } from './AmountRuleLines';
import { AMOUNT_COLUMNS } from './amountColumns';
import { NoRules } from './NoRules';
import type { RulesView } from './useRulesView';

interface AmountRuleListProps {
  view: RulesView;
  onOpen: (rule: AmountRule) => void;
  onCreate: () => void;
}

const compact = (rule: AmountRule) => <AmountRuleLines rule={rule} />;

/** Amount rules: where only the price tells what was bought. */
export function AmountRuleList({ view, onOpen, onCreate }: AmountRuleListProps) {
  const list = useAmountRules(view);
  const rules = list.data?.pages.flatMap(({ items }) => items);
  const total = list.data?.pages[0]?.total ?? 0;
  return (
    <Answer
      query={{ ...list, data: rules }}
      isEmpty={(items) => items.length === 0}
      empty={<NoRules view={view} onCreate={onCreate} />}
    >
      {(items) => (
        <>
          <DataTable
            label="Amount rules"
            rows={items}
            rowId={({ id }) => id}
            rowLabel={({ description_pattern }) => description_pattern}
            columns={AMOUNT_COLUMNS}
            compact={compact}
            onOpen={onOpen}
            total={total}
            hasMore={list.hasNextPage}
            isLoadingMore={list.isFetchingNextPage}
            onLoadMore={list.fetchNextPage}
          />
          <Text size="xs" c="dimmed" visibleFrom="sm">
            {plural(total, 'rule')}. They go before all merchant rules, for what costs the same each time: a bill of one
            name that stands for five subscriptions.
          </Text>
        </>
      )}
    </Answer>
  );
}
