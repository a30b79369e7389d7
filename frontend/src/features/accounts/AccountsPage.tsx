import { Button, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { ChevronDown, ChevronRight, FileUp, Landmark, Plus, WalletCards } from 'lucide-react';
import { Link } from 'react-router';
import { type Account, useAccounts } from '@/api/accounts';
import { Answer } from '@/components/Answer';
import { EmptyState } from '@/components/EmptyState';
import { LoadingState } from '@/components/LoadingState';
import { Page } from '@/components/Page';
import { PageHeader } from '@/components/PageHeader';
import { plural } from '@/lib/formatting';
import { AccountDrawer } from './AccountDrawer';
import { ConnectionsSection } from './connections/ConnectionsSection';
import { InstitutionCard } from './InstitutionCard';
import { type OpenAccount, useAccountAddress } from './useAccountAddress';

/** The accounts with their balances, stated and computed, and the months they have data for. */
export function AccountsPage() {
  const query = useAccounts();
  const [open, setOpen] = useAccountAddress();
  const add = (
    <Button leftSection={<Plus size={16} aria-hidden="true" />} onClick={() => setOpen({ id: null, mode: 'new' })}>
      Add account
    </Button>
  );
  const connect = (
    <Button component={Link} to="/connect" variant="default" leftSection={<Landmark size={16} aria-hidden="true" />}>
      Connect a bank
    </Button>
  );
  const empty = (
    <EmptyState
      title="No accounts yet"
      icon={WalletCards}
      actions={
        <>
          {add}
          <Button component={Link} to="/import" variant="default" leftSection={<FileUp size={16} aria-hidden="true" />}>
            Drop a bank file
          </Button>
          {connect}
        </>
      }
    >
      An account is where your rows belong: a checking account, a card, the cash at home. Dropping a bank's file makes
      one for you, filled in with what the file says; connecting a bank makes them as well.
    </EmptyState>
  );
  return (
    <Page>
      <PageHeader
        title="Accounts"
        description="What the bank states beside what your rows add up to."
        actions={
          query.data?.length ? (
            <>
              {connect}
              {add}
            </>
          ) : undefined
        }
      />
      <ConnectionsSection />
      <Answer
        query={query}
        loading={<LoadingState shape="cards" count={4} height={116} label="Fetching the accounts" />}
        empty={empty}
        isEmpty={(accounts) => accounts.length === 0}
      >
        {(accounts) => <AccountList accounts={accounts} onOpen={setOpen} />}
      </Answer>
      <AccountDrawer open={open} accounts={query.data ?? []} onOpen={setOpen} />
    </Page>
  );
}

interface AccountListProps {
  accounts: Account[];
  onOpen: (open: OpenAccount) => void;
}

function AccountList({ accounts, onOpen }: AccountListProps) {
  const [isShown, archive] = useDisclosure(false);
  const archived = accounts.filter(({ is_archived }) => is_archived);
  const Chevron = isShown ? ChevronDown : ChevronRight;
  return (
    <Stack gap="md">
      <Institutions accounts={accounts.filter(({ is_archived }) => !is_archived)} onOpen={onOpen} />
      {archived.length > 0 && (
        <div>
          <Button
            variant="subtle"
            color="gray"
            aria-expanded={isShown}
            leftSection={<Chevron size={15} aria-hidden="true" />}
            onClick={archive.toggle}
          >
            {plural(archived.length, 'archived account')}
          </Button>
        </div>
      )}
      {isShown && <Institutions accounts={archived} onOpen={onOpen} />}
    </Stack>
  );
}

/** One card to an institution, in the order of the list. */
function Institutions({ accounts, onOpen }: AccountListProps) {
  const institutions = [...new Set(accounts.map(({ institution }) => institution))];
  return institutions.map((each) => (
    <InstitutionCard
      key={each}
      institution={each}
      accounts={accounts.filter(({ institution }) => institution === each)}
      onOpen={onOpen}
    />
  ));
}
