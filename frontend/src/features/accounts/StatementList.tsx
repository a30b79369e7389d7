import { ActionIcon, Badge, Button, Group, Text } from '@mantine/core';
import { Pencil, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { type BalanceHistory, type Statement, useDeleteBalance } from '@/api/balances';
import { whenDone } from '@/api/whenDone';
import { Money } from '@/components/Money';
import { showDone } from '@/components/undoToast';
import { formatDay } from '@/lib/formatting';
import { BalanceForm } from './BalanceForm';
import classes from './Balances.module.css';
import { FITS, saidBy } from './statements';

const FEW = 6;

/** What was stated of the account, newest first, with how it fits; and a form to state more. */
export function StatementList({ history }: { history: BalanceHistory }) {
  const [isWhole, setWhole] = useState(false);
  /** The statement that is edited, or `new`. */
  const [open, setOpen] = useState<string | null>(null);
  const { statements, basis } = history;
  const isValue = basis === 'valued' || (basis === 'nothing' && history.account_type === 'property');
  const shown = isWhole ? statements : statements.slice(0, FEW);
  const close = () => setOpen(null);
  return (
    <section aria-label="Stated balances">
      <Group justify="space-between" mb={6}>
        <Text component="h3" fw={600} size="sm" m={0}>
          {isValue ? 'Values' : 'Stated balances'}
        </Text>
        {open !== 'new' && (
          <Button
            size="xs"
            variant="default"
            leftSection={<Plus size={14} aria-hidden="true" />}
            onClick={() => setOpen('new')}
          >
            {isValue ? 'Add a value' : 'Add a balance'}
          </Button>
        )}
      </Group>
      {open === 'new' && <BalanceForm history={history} onClose={close} />}
      {statements.length === 0 && open !== 'new' && (
        <Text size="sm" c="dimmed">
          None yet. Files that state balances bring them along; you can also type one from a paper statement.
        </Text>
      )}
      {shown.length > 0 && (
        <ul className={classes.statements}>
          {shown.map((one) =>
            open === one.key ? (
              <li key={one.key}>
                <BalanceForm history={history} statement={one} onClose={close} />
              </li>
            ) : (
              <Line key={one.key} statement={one} history={history} onEdit={() => setOpen(one.key)} />
            ),
          )}
        </ul>
      )}
      {statements.length > FEW && (
        <Button size="xs" variant="subtle" onClick={() => setWhole(!isWhole)}>
          {isWhole ? 'Show the newest' : `Show all ${statements.length}`}
        </Button>
      )}
    </section>
  );
}

interface LineProps {
  statement: Statement;
  history: BalanceHistory;
  onEdit: () => void;
}

function Line({ statement, history, onEdit }: LineProps) {
  const { id, date, amount, source, fit, notes } = statement;
  const remove = useDeleteBalance();
  const fits = FITS[fit];
  const day = formatDay(date);
  const destroy = (balanceId: number) =>
    whenDone(
      remove.mutateAsync({ params: { path: { account_id: history.account_id, balance_id: balanceId } } }),
      (data) => showDone(data, `The balance of ${day} is deleted.`),
    );
  return (
    <li className={classes.statement}>
      <div>
        <span className={classes.on}>{day}</span>
        <span className={classes.said}>
          {saidBy(statement)}
          {notes && ` · ${notes}`}
        </span>
      </div>
      {fits && (
        <Badge className={classes.badge} variant="light" color={fits.color} title={fits.detail}>
          {fits.label}
        </Badge>
      )}
      <Money className={classes.amount} amount={amount} kind="balance" />
      <span className={classes.acts}>
        {source === 'owner' && (
          <ActionIcon size="sm" aria-label={`Edit the balance of ${day}`} onClick={onEdit}>
            <Pencil size={14} aria-hidden="true" />
          </ActionIcon>
        )}
        {id !== null && (
          <ActionIcon size="sm" aria-label={`Delete the balance of ${day}`} onClick={() => destroy(id)}>
            <Trash2 size={14} aria-hidden="true" />
          </ActionIcon>
        )}
      </span>
    </li>
  );
}
