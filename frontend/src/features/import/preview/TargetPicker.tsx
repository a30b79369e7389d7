import { Button, Group, Modal, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Plus } from 'lucide-react';
import type { Staged, Statement } from '@/api/imports';
import { AccountForm } from '@/components/accounts/AccountForm';
import { AccountPicker } from '@/components/pickers/AccountPicker';
import { ACCOUNT_TYPES, accountTypeName, KNOWN_INSTITUTIONS } from '@/lib/accounts';
import { currency } from '@/lib/household';
import classes from './Preview.module.css';
import type { StagedEdits } from './useStagedEdits';

interface TargetPickerProps {
  staged: Staged;
  statement: Statement;
  edits: StagedEdits;
}

/** What the file says of a new account. */
export function startOf({ format_name }: Pick<Staged, 'format_name'>, statement: Statement) {
  // A format that is recognised is called after its bank: `CSV, Mercury`.
  const [, profile = ''] = format_name.split(', ');
  const institution =
    KNOWN_INSTITUTIONS.find((name) => format_name.toLowerCase().includes(name.toLowerCase())) ?? profile;
  const type = ACCOUNT_TYPES.find(({ value }) => value === statement.account_type)?.value;
  const digits = statement.account_number?.replaceAll(/\W/g, '').slice(-4);
  const words = [institution, type ? accountTypeName(type) : '', digits ? `…${digits}` : ''].filter(Boolean);
  return {
    name: statement.account_name ?? words.join(' '),
    institution,
    account_type: type ?? (/card/i.test(format_name) ? 'credit' : 'checking'),
    currency: statement.currency ?? currency.get(),
  };
}

/** Which account the rows go to; a new one can be made on the spot. */
export function TargetPicker({ staged, statement, edits }: TargetPickerProps) {
  const [isOpen, form] = useDisclosure(false);
  const isOpenQuestion = statement.target_account_id === null && statement.rows > 0;
  return (
    <Group gap="xs" align="flex-end" className={classes.target}>
      <div className={classes.picker}>
        <AccountPicker
          label="Into account"
          value={statement.target_account_id}
          onChange={(id) => id !== null && edits.target(statement.index, id)}
          placeholder="Which account is this?"
        />
      </div>
      <Button
        variant={isOpenQuestion ? 'light' : 'default'}
        leftSection={<Plus size={15} aria-hidden="true" />}
        onClick={form.open}
      >
        New account
      </Button>
      {isOpenQuestion && (
        <Text size="sm" className={classes.warn} pb={6}>
          Choose the account, or make a new one
        </Text>
      )}
      <Modal opened={isOpen} onClose={form.close} title="New account" size="md">
        <AccountForm
          isInline
          start={startOf(staged, statement)}
          onCancel={form.close}
          onDone={({ id }) => {
            form.close();
            edits.target(statement.index, id);
          }}
        />
      </Modal>
    </Group>
  );
}
