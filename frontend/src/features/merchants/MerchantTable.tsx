import { Button, Text } from '@mantine/core';
import { Store } from 'lucide-react';
import { Link } from 'react-router';
import { type Merchant, useMerchants } from '@/api/merchants';
import { Answer } from '@/components/Answer';
import { EmptyState } from '@/components/EmptyState';
import { Money } from '@/components/Money';
import { DataTable } from '@/components/table/DataTable';
import { plural } from '@/lib/formatting';
import { MerchantLines } from './MerchantLines';
import { MERCHANT_COLUMNS } from './merchantColumns';
import type { MerchantsView } from './useMerchantsView';

const compact = (merchant: Merchant) => <MerchantLines merchant={merchant} />;

const NOBODY = (
  <EmptyState
    title="No merchants yet"
    icon={Store}
    actions={
      <Button component={Link} to="/import">
        Import a bank's file
      </Button>
    }
  >
    With the first transactions the shops, employers and services come by themselves, each with what it cost.
  </EmptyState>
);

/** All merchants with what they came to. */
export function MerchantTable({ view }: { view: MerchantsView }) {
  const list = useMerchants(view.search, view.order);
  const merchants = list.data?.pages.flatMap(({ items }) => items);
  const first = list.data?.pages[0];
  const empty = view.search ? (
    <EmptyState title="No merchant like that" icon={Store}>
      Names, the bank's words and other spellings were looked through. Try fewer letters.
    </EmptyState>
  ) : (
    NOBODY
  );
  return (
    <Answer query={{ ...list, data: merchants }} isEmpty={(items) => items.length === 0} empty={empty}>
      {(items) => (
        <>
          <DataTable
            label="Merchants"
            rows={items}
            rowId={({ key }) => key}
            rowLabel={({ name }) => name}
            columns={MERCHANT_COLUMNS}
            compact={compact}
            onOpen={({ key }) => view.open(key)}
            total={first?.total}
            hasMore={list.hasNextPage}
            isLoadingMore={list.isFetchingNextPage}
            onLoadMore={list.fetchNextPage}
          />
          {first && (
            <Text size="xs" c="dimmed" visibleFrom="sm">
              {plural(first.total, 'merchant')}: <Money amount={first.outflow} kind="plain" /> spent,{' '}
              <Money amount={first.inflow} kind="plain" /> received, in all transactions. Moves between your own
              accounts are not counted.
            </Text>
          )}
        </>
      )}
    </Answer>
  );
}
