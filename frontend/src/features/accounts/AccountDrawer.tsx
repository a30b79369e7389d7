import { Drawer } from '@mantine/core';
import type { Account } from '@/api/accounts';
import { AccountForm } from '@/components/accounts/AccountForm';
import { EmptyState } from '@/components/EmptyState';
import { AccountDetail } from './AccountDetail';
import { CLOSED, type OpenAccount } from './useAccountAddress';

interface AccountDrawerProps {
  open: OpenAccount;
  accounts: readonly Account[];
  onOpen: (open: OpenAccount) => void;
}

/** Beside the list: an account, or the form of one. */
export function AccountDrawer({ open, accounts, onOpen }: AccountDrawerProps) {
  const account = accounts.find(({ id }) => id === open.id);
  const close = () => onOpen(CLOSED);
  const titles = { none: '', new: 'New account', view: account?.name, edit: `Edit ${account?.name ?? ''}` };
  return (
    <Drawer opened={open.mode !== 'none'} onClose={close} title={titles[open.mode]} position="right" size={560}>
      {open.mode === 'new' && <AccountForm onDone={({ id }) => onOpen({ id, mode: 'view' })} onCancel={close} />}
      {open.id && !account && <EmptyState title="This account is not here">It may have been deleted.</EmptyState>}
      {account && open.mode === 'edit' && (
        <AccountForm
          key={account.id}
          account={account}
          onDone={close}
          onCancel={() => onOpen({ id: account.id, mode: 'view' })}
        />
      )}
      {account && open.mode === 'view' && (
        <AccountDetail account={account} onEdit={() => onOpen({ id: account.id, mode: 'edit' })} onGone={close} />
      )}
    </Drawer>
  );
}
