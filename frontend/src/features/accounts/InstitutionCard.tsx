import { Card, Title } from '@mantine/core';
import type { Account } from '@/api/accounts';
import { institutionName } from '@/lib/accounts';
import { AccountRow } from './AccountRow';
import classes from './Accounts.module.css';
import type { OpenAccount } from './useAccountAddress';

interface InstitutionCardProps {
  institution: string;
  accounts: Account[];
  onOpen: (open: OpenAccount) => void;
}

/** A bank or company with the accounts that it keeps. */
export function InstitutionCard({ institution, accounts, onOpen }: InstitutionCardProps) {
  const name = institutionName(institution);
  return (
    <Card component="section" className={classes.institution} aria-label={name}>
      <div className={classes.head}>
        <span className={classes.monogram} aria-hidden="true">
          {name.slice(0, 1).toUpperCase()}
        </span>
        <Title order={2}>{name}</Title>
      </div>
      <ul className={classes.rows}>
        {accounts.map((account) => (
          <AccountRow
            key={account.id}
            account={account}
            onOpen={() => onOpen({ id: account.id, mode: 'view' })}
            onEdit={() => onOpen({ id: account.id, mode: 'edit' })}
          />
        ))}
      </ul>
    </Card>
  );
}
