import { ActionIcon, Button } from '@mantine/core';
import { Download, Plus, Trash2 } from 'lucide-react';
import { useRef, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { sheetAddress } from '@/api/transactions';
import { Page } from '@/components/Page';
import { PageHeader } from '@/components/PageHeader';
import { useCommands } from '@/components/useCommands';
import { useShortcuts } from '@/components/useShortcuts';
import { EntryDialog } from './EntryDialog';
import { FilterBar } from './FilterBar';
import { Totals } from './Totals';
import { TransactionBrowser } from './TransactionBrowser';
import { focusList } from './TransactionTable';
import { useTransactionFilter } from './useTransactionFilter';

/** Whether a transaction is being typed in; links of other screens ask for it by `?new`. */
function useAdding(): [boolean, (isAdding: boolean) => void] {
  const [params, setParams] = useSearchParams();
  const [isAdding, setAdding] = useState(params.has('new'));
  const change = (next: boolean) => {
    setAdding(next);
    if (!params.has('new')) return;
    setParams((before) => new URLSearchParams([...before].filter(([name]) => name !== 'new')), { replace: true });
  };
  return [isAdding, change];
}

/** Transactions: find any of them, see what they add up to, change one or many. */
export function TransactionsPage() {
  const { filter, query, change, view, openView, isReady } = useTransactionFilter();
  const [isAdding, setAdding] = useAdding();
  const frame = useRef<HTMLDivElement>(null);
  const add = () => setAdding(true);
  useShortcuts([{ keys: 'n', label: 'Add a transaction', run: add }]);
  useCommands([{ id: 'add transaction', label: 'Add a transaction', icon: <Plus size={18} />, run: add }]);
  return (
    <Page width="wide" fill>
      <PageHeader
        title="Transactions"
        actions={
          <>
            <ActionIcon
              component="a"
              href={sheetAddress(query)}
              download
              visibleFrom="sm"
              size="lg"
              aria-label="Download these as CSV"
              title="Download these as CSV"
            >
              <Download size={17} aria-hidden="true" />
            </ActionIcon>
            <ActionIcon
              component={Link}
              to="/transactions/deleted"
              size="lg"
              aria-label="Deleted transactions"
              title="Deleted transactions"
            >
              <Trash2 size={17} aria-hidden="true" />
            </ActionIcon>
            <Button leftSection={<Plus size={15} aria-hidden="true" />} onClick={add}>
              Add
            </Button>
          </>
        }
      />
      <FilterBar filter={filter} view={view} onView={openView} onChange={change} onLeave={() => focusList(frame)} />
      <Totals query={query} isReady={isReady} />
      <TransactionBrowser filter={filter} query={query} isReady={isReady} onFilter={change} onAdd={add} frame={frame} />
      <EntryDialog isOpen={isAdding} accountId={filter.accountId} onClose={() => setAdding(false)} />
    </Page>
  );
}
