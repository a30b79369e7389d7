import { Button, Divider, Group, Stack, Text } from '@mantine/core';
import { Archive, ArchiveRestore, ArrowLeftRight, FileUp, Pencil, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Account } from '@/api/accounts';
import { useFeeder } from '@/api/connections';
import { accountTypeName, institutionName } from '@/lib/accounts';
import { formatDay, formatMoment, formatMonth, plural } from '@/lib/formatting';
import classes from './AccountDetail.module.css';
import { BalanceSection } from './BalanceSection';
import { MonthStrip } from './MonthStrip';
import { useAccountActs } from './useAccountActs';

interface AccountDetailProps {
  account: Account;
  onEdit: () => void;
  onGone: () => void;
}

const ICON = { size: 15, 'aria-hidden': true } as const;

/** All that is known of one account, and what can be done with it. */
export function AccountDetail({ account, onEdit, onGone }: AccountDetailProps) {
  const { archive, destroy } = useAccountActs();
  const { id, is_archived: isArchived } = account;
  return (
    <Stack gap="lg">
      <Group gap="xs">
        <Button component={Link} to={`/transactions?account_id=${id}`} leftSection={<ArrowLeftRight {...ICON} />}>
          Transactions
        </Button>
        <Button
          component={Link}
          to={`/import?account=${id}`}
          variant="default"
          leftSection={<FileUp {...ICON} />}
          disabled={isArchived}
        >
          Import a file
        </Button>
        <Button variant="default" leftSection={<Pencil {...ICON} />} onClick={onEdit}>
          Edit
        </Button>
      </Group>
      <BalanceSection account={account} />
      <Data account={account} />
      <Divider />
      <Group gap="xs">
        <Button
          variant="default"
          leftSection={isArchived ? <ArchiveRestore {...ICON} /> : <Archive {...ICON} />}
          onClick={() => archive(account, !isArchived)}
        >
          {isArchived ? 'Bring back' : 'Archive'}
        </Button>
        <Button
          variant="light"
          color="red"
          leftSection={<Trash2 {...ICON} />}
          onClick={async () => {
            if (await destroy(account)) onGone();
          }}
        >
          Delete…
        </Button>
      </Group>
    </Stack>
  );
}

function Data({ account }: { account: Account }) {
  const { first_date: first, last_date: last, months_missing: missing, last_import: newest } = account;
  const feeder = useFeeder(account.id);
  return (
    <Facts title="Data">
      <div className={classes.strip}>
        <MonthStrip covered={account.months_covered} missing={missing} count={36} isWide />
      </div>
      <Fact label="Transactions">{plural(account.transaction_count, 'row')}</Fact>
      <Fact label="From – to">{first && last ? `${formatDay(first)} – ${formatDay(last)}` : '–'}</Fact>
      <Fact label="Months without any">{missing.length ? missing.map(formatMonth).join(', ') : 'None'}</Fact>
      <Fact label="Last import">{newest ? `${newest.file_name}, ${formatMoment(newest.created_at)}` : 'None yet'}</Fact>
      {feeder && (
        <Fact label="Brought by">
          {feeder.institution_name} through {feeder.provider_title}
        </Fact>
      )}
      <Fact label="Kind">
        {institutionName(account.institution)} · {accountTypeName(account.account_type)} · {account.currency}
      </Fact>
    </Facts>
  );
}

function Facts({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <Text component="h3" fw={600} size="sm" m={0} mb={6}>
        {title}
      </Text>
      <div className={classes.facts}>{children}</div>
    </section>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={classes.fact}>
      <span className={classes.label}>{label}</span>
      <span className={classes.value}>{children}</span>
    </div>
  );
}
