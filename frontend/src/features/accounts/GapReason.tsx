import { Button, Text } from '@mantine/core';
import { Check, RotateCcw, Trash2 } from 'lucide-react';
import { Link } from 'react-router';
import type { BalanceHistory, LikelyRow, Reason } from '@/api/balances';
import { useRestore } from '@/api/deleted';
import { useBulkDelete, useEditTransaction } from '@/api/transactions';
import { whenDone } from '@/api/whenDone';
import { Money } from '@/components/Money';
import { moneyText } from '@/components/money';
import { showDone } from '@/components/undoToast';
import { transactionsAddress } from '@/lib/addresses';
import { formatDay, plural } from '@/lib/formatting';
import classes from './Balances.module.css';

interface GapReasonProps {
  reason: Reason;
  history: BalanceHistory;
}

/** One likely reason: its transactions, and the act that sets them right. */
export function GapReason({ reason, history }: GapReasonProps) {
  return (
    <div className={classes.reason}>
      <Text size="sm" fw={550}>
        {reason.sentence}
      </Text>
      <ul className={classes.rows}>
        {reason.rows.map((row) => (
          <Row key={row.transaction_id ?? `deleted ${row.deleted_id}`} row={row} accountId={history.account_id} />
        ))}
      </ul>
      <Mend reason={reason} name={history.name} />
    </div>
  );
}

function Row({ row, accountId }: { row: LikelyRow; accountId: number }) {
  const name = row.merchant_name || row.description;
  const address = transactionsAddress({ accountId, period: { from: row.date, to: row.date } });
  const open = row.transaction_id === null ? '/transactions/deleted' : `${address}&open=${row.transaction_id}`;
  return (
    <li>
      <span className={classes.day}>{formatDay(row.date)}</span>
      <Link to={open} className={classes.rowName}>
        {name}
      </Link>
      <Money amount={row.amount} />
    </li>
  );
}

const ICON = { size: 14, 'aria-hidden': true } as const;

/** The one act that a reason asks for; none where a look is all that helps. */
function Mend({ reason, name }: { reason: Reason; name: string }) {
  const remove = useBulkDelete();
  const edit = useEditTransaction();
  const restore = useRestore();
  const [row] = reason.rows;
  if (!row) return null;
  const ids = reason.rows.flatMap(({ transaction_id: id }) => (id === null ? [] : [id]));
  if (reason.kind === 'counted_twice' && reason.closes) {
    const words = `${plural(ids.length, 'transaction')} deleted. ${name} agrees again.`;
    return (
      <Button
        size="xs"
        leftSection={<Trash2 {...ICON} />}
        loading={remove.isPending}
        onClick={() =>
          whenDone(remove.mutateAsync({ body: { transaction_ids: ids } }), (data) => showDone(data, words))
        }
      >
        Delete {ids.length === 1 ? 'it' : `these ${ids.length}`}
      </Button>
    );
  }
  if (row.deleted_id !== null) {
    const params = { path: { deleted_id: row.deleted_id } };
    return (
      <Button
        size="xs"
        leftSection={<RotateCcw {...ICON} />}
        loading={restore.isPending}
        onClick={() => whenDone(restore.mutateAsync({ params }), (data) => showDone(data, 'The transaction is back.'))}
      >
        Restore it
      </Button>
    );
  }
  if (row.right_amount !== null && row.transaction_id !== null) {
    const params = { path: { transaction_id: row.transaction_id } };
    const body = { amount: row.right_amount };
    const right = moneyText(row.right_amount);
    return (
      <Button
        size="xs"
        leftSection={<Check {...ICON} />}
        loading={edit.isPending}
        onClick={() =>
          whenDone(edit.mutateAsync({ params, body }), (data) => showDone(data, `The amount is ${right} now.`))
        }
      >
        Set it to {right}
      </Button>
    );
  }
  return null;
}
