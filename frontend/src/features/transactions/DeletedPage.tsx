import { Anchor, Button } from '@mantine/core';
import { Trash2 } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { type DeletedTransaction, useDeleted, usePurgeAll } from '@/api/deleted';
import { whenDone } from '@/api/whenDone';
import { Answer } from '@/components/Answer';
import { confirm } from '@/components/confirm';
import { EmptyState } from '@/components/EmptyState';
import { LoadingState } from '@/components/LoadingState';
import { Page } from '@/components/Page';
import { PageHeader } from '@/components/PageHeader';
import { showDone } from '@/components/undoToast';
import { plural } from '@/lib/formatting';
import { DeletedTable } from './DeletedTable';
import classes from './FilterBar.module.css';
import { SearchBox } from './SearchBox';

/** What was deleted: to look, to bring back, to remove for good. */
export function DeletedPage() {
  const [params, setParams] = useSearchParams();
  const search = params.get('search') ?? '';
  const list = useDeleted(search);
  const purge = usePurgeAll();
  const [keyboardTurn, setKeyboardTurn] = useState(0);
  const rows = useMemo<DeletedTransaction[]>(() => list.data?.pages.flatMap(({ items }) => items) ?? [], [list.data]);
  const total = list.data?.pages[0]?.total ?? 0;
  const purgeAll = async () => {
    const sure = await confirm({
      title: 'Empty the log of deleted transactions?',
      message: 'All of them are gone for good then. A bank file that still has them will not bring them back.',
      action: 'Remove all for good',
    });
    if (sure)
      whenDone(purge.mutateAsync({}), (data) => showDone(data, `Removed ${plural(data.purged, 'transaction')}.`));
  };
  return (
    <Page width="wide" fill>
      <PageHeader
        title="Deleted transactions"
        description={
          <>
            They count nowhere, and no file brings them back.{' '}
            <Anchor component={Link} to="/transactions" fz="sm" underline="always">
              Back to transactions
            </Anchor>
          </>
        }
        actions={
          total > 0 && (
            <Button
              variant="light"
              color="red"
              leftSection={<Trash2 size={15} aria-hidden="true" />}
              loading={purge.isPending}
              onClick={purgeAll}
            >
              Remove all for good
            </Button>
          )
        }
      />
      <SearchBox
        className={classes.alone}
        label="Search deleted transactions"
        placeholder="Merchant or words"
        value={search}
        onChange={(text) => setParams(text ? { search: text } : {}, { replace: true })}
        onLeave={() => setKeyboardTurn((turn) => turn + 1)}
      />
      <Answer
        query={list}
        loading={<LoadingState count={10} height={30} />}
        isEmpty={() => rows.length === 0}
        empty={
          <EmptyState title={search ? 'Nothing matches' : 'Nothing is deleted'} icon={Trash2}>
            {search
              ? 'No deleted transaction has these words.'
              : 'What you delete is kept here until you remove it for good.'}
          </EmptyState>
        }
      >
        {() => (
          <DeletedTable
            key={keyboardTurn}
            rows={rows}
            total={total}
            hasMore={list.hasNextPage}
            isLoadingMore={list.isFetchingNextPage}
            onLoadMore={list.fetchNextPage}
          />
        )}
      </Answer>
    </Page>
  );
}
