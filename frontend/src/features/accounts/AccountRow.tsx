import type { Account } from '@/api/accounts';
import { useFeeder } from '@/api/connections';
import { accountTypeName } from '@/lib/accounts';
import { clsx } from '@/lib/classes';
import { formatAgo, formatDay, formatMonth, plural } from '@/lib/formatting';
import { currency as homeCurrency } from '@/lib/household';
import { AccountMenu } from './AccountMenu';
import classes from './Accounts.module.css';
import { BalanceCheck } from './BalanceCheck';
import { BalanceFigures } from './BalanceFigures';
import { MonthStrip } from './MonthStrip';

interface AccountRowProps {
  account: Account;
  onOpen: () => void;
  onEdit: () => void;
}

/** An account in the list. */
export function AccountRow({ account, onOpen, onEdit }: AccountRowProps) {
  const { name, account_type, currency, transaction_count: count } = account;
  const isValued = account.balance_basis === 'valued';
  return (
    <li className={classes.row}>
      <div>
        <button type="button" className={classes.name} onClick={onOpen}>
          {name}
        </button>
        <div className={classes.quiet}>
          {accountTypeName(account_type)}
          {currency !== homeCurrency.get() && ` · ${currency}`}
          {!(isValued && count === 0) && ` · ${plural(count, 'transaction')}`}
        </div>
      </div>
      <Months account={account} />
      <div className={clsx(classes.quiet, classes.imported)}>
        <Source account={account} />
      </div>
      <BalanceFigures account={account} />
      <div className={classes.check}>
        <BalanceCheck account={account} />
      </div>
      <div className={classes.menu}>
        <AccountMenu account={account} onEdit={onEdit} />
      </div>
    </li>
  );
}

/** Where its rows come from: a bank's connection, or the last file. */
function Source({ account: { id, last_import: file, balance_basis: basis } }: { account: Account }) {
  const feeder = useFeeder(id);
  if (feeder) {
    const { provider_title: provider, last_success_at: last } = feeder;
    return (
      <>
        By {provider}
        <br />
        {last ? `updated ${formatAgo(last)}` : 'not updated yet'}
      </>
    );
  }
  if (!file) return basis !== 'valued' && 'No file imported yet';
  return (
    <>
      {file.file_name}
      <br />
      imported {formatAgo(file.created_at)}
    </>
  );
}

function Months({ account }: { account: Account }) {
  const { months_covered: covered, months_missing: missing, first_date: first, last_date: last } = account;
  const isFed = useFeeder(account.id) !== undefined;
  if (!first || !last) {
    const words =
      account.balance_basis === 'valued' && !isFed ? 'Valued by hand, without transactions' : 'No transactions yet';
    return <div className={clsx(classes.quiet, classes.months)}>{words}</div>;
  }
  return (
    <div className={classes.months}>
      <MonthStrip covered={covered} missing={missing} />
      <div className={clsx(classes.quiet, missing.length > 0 && classes.warn)}>
        {missing.length > 0
          ? `Nothing in ${formatMonth(missing[0] ?? '')}${missing.length > 1 ? ` and ${missing.length - 1} more` : ''}`
          : `${formatDay(first)} – ${formatDay(last)}`}
      </div>
    </div>
  );
}
