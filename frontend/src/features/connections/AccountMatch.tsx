import { Badge, Select, Text, TextInput } from '@mantine/core';
import type { Account } from '@/api/accounts';
import type { FeedAccount } from '@/api/connections';
import { Money } from '@/components/Money';
import { ACCOUNT_TYPES, accountTypeName, institutionName } from '@/lib/accounts';
import { asAccountType, type Draft, LONGEST_NAME, outlook } from './drafts';
import classes from './Match.module.css';

interface AccountMatchProps {
  feed: FeedAccount;
  /** What the login is called: an account's own bank is named where it is another. */
  connectedName: string;
  draft: Draft;
  accounts: readonly Account[];
  /** Who else brings an account's rows now. */
  fed: ReadonlyMap<number, string>;
  onChange: (draft: Draft) => void;
}

/** One account at the bank, and which one it is here. */
export function AccountMatch(props: AccountMatchProps) {
  const { feed, connectedName, draft, accounts, fed, onChange } = props;
  const { target } = draft;
  const account = accounts.find(({ id }) => id === target);
  const groups = [
    {
      group: 'Otherwise',
      items: [
        { value: 'new', label: 'Make a new account' },
        { value: 'ignore', label: 'Leave it out' },
      ],
    },
    {
      group: 'Your accounts',
      items: accounts.map(({ id, name, institution }) => ({
        value: String(id),
        label: `${name} · ${institutionName(institution)}`,
      })),
    },
  ];
  const choose = (value: string | null) => {
    if (value === null) return;
    onChange({ ...draft, target: value === 'new' || value === 'ignore' ? value : Number(value) });
  };
  return (
    <li className={classes.row}>
      <FeedFacts feed={feed} connectedName={connectedName} />
      <div className={classes.choice}>
        <Select
          aria-label={`${feed.name} is`}
          data={groups.filter(({ items }) => items.length > 0).reverse()}
          value={String(target)}
          onChange={choose}
          allowDeselect={false}
          searchable={accounts.length > 8}
        />
        {target === 'new' && <NewAccount draft={draft} onChange={onChange} />}
        <Why feed={feed} draft={draft} />
        {target !== 'new' && (
          <Text size="xs" c="dimmed">
            {outlook(target, account, account && fed.get(account.id))}
          </Text>
        )}
      </div>
    </li>
  );
}

function FeedFacts({ feed, connectedName }: { feed: FeedAccount; connectedName: string }) {
  const { name, official_name: official, mask, account_type: type, currency, balance_current: balance } = feed;
  const facts = [
    feed.institution_name !== connectedName && feed.institution_name,
    accountTypeName(type),
    currency !== 'USD' && currency,
    official !== name && official,
  ];
  return (
    <div className={classes.feed}>
      <Text fw={600}>
        {name}
        {mask && !name.includes(mask) && (
          <Text span c="dimmed" fw={400}>
            {' '}
            ••{mask}
          </Text>
        )}
      </Text>
      <Text size="xs" c="dimmed">
        {facts.filter(Boolean).join(' · ')}
      </Text>
      {balance !== null && (
        <Text size="sm" component="div">
          <Money amount={balance} kind="balance" />
        </Text>
      )}
    </div>
  );
}

/** Why an account is suggested, while it is the one that is chosen. */
function Why({ feed, draft }: { feed: FeedAccount; draft: Draft }) {
  const { account_id: id, certainty, reasons } = feed.suggestion;
  if (feed.decision !== null || id === null || draft.target !== id) return null;
  return (
    <div className={classes.why}>
      <Badge variant="light" color={certainty === 'sure' ? 'green' : 'yellow'}>
        {certainty === 'sure' ? 'Surely the same' : 'Likely the same'}
      </Badge>
      <Text size="xs">{reasons.join(' ')}</Text>
    </div>
  );
}

function NewAccount({ draft, onChange }: { draft: Draft; onChange: (draft: Draft) => void }) {
  return (
    <div className={classes.made}>
      <TextInput
        label="Name"
        value={draft.name}
        maxLength={LONGEST_NAME}
        error={draft.name.trim() ? undefined : 'Needs a name'}
        onChange={(event) => onChange({ ...draft, name: event.currentTarget.value })}
      />
      <Select
        label="Kind"
        data={[...ACCOUNT_TYPES]}
        value={draft.accountType}
        allowDeselect={false}
        onChange={(word) => word && onChange({ ...draft, accountType: asAccountType(word) })}
      />
    </div>
  );
}
