import { ActionIcon, Menu } from '@mantine/core';
import { Archive, ArchiveRestore, ArrowLeftRight, EllipsisVertical, FileUp, Pencil, Trash2 } from 'lucide-react';
import { Link } from 'react-router';
import type { Account } from '@/api/accounts';
import { useAccountActs } from './useAccountActs';

interface AccountMenuProps {
  account: Account;
  onEdit: () => void;
}

const ICON = { size: 15, 'aria-hidden': true } as const;

/** Everything that can be done with an account. */
export function AccountMenu({ account, onEdit }: AccountMenuProps) {
  const { archive, destroy } = useAccountActs();
  const { id, is_archived: isArchived } = account;
  return (
    <Menu position="bottom-end" withinPortal returnFocus>
      <Menu.Target>
        <ActionIcon aria-label={`Actions for ${account.name}`}>
          <EllipsisVertical size={16} aria-hidden="true" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component={Link} to={`/transactions?account_id=${id}`} leftSection={<ArrowLeftRight {...ICON} />}>
          Transactions
        </Menu.Item>
        {!isArchived && (
          <Menu.Item component={Link} to={`/import?account=${id}`} leftSection={<FileUp {...ICON} />}>
            Import a file
          </Menu.Item>
        )}
        <Menu.Item leftSection={<Pencil {...ICON} />} onClick={onEdit}>
          Edit
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item
          leftSection={isArchived ? <ArchiveRestore {...ICON} /> : <Archive {...ICON} />}
          onClick={() => archive(account, !isArchived)}
        >
          {isArchived ? 'Bring back' : 'Archive'}
        </Menu.Item>
        <Menu.Item c="var(--mantine-color-error)" leftSection={<Trash2 {...ICON} />} onClick={() => destroy(account)}>
          Delete…
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
