import { ActionIcon, Button, Group, TextInput } from '@mantine/core';
import { Plus, X } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { type Transaction, useSplitTransaction } from '@/api/transactions';
import { whenDone } from '@/api/whenDone';
import { AmountField } from '@/components/AmountField';
import { Money } from '@/components/Money';
import { CategoryPicker } from '@/components/pickers/CategoryPicker';
import { showDone } from '@/components/undoToast';
import { dollarsOf, parseSignedCents } from '@/lib/cents';
import classes from './drawer.module.css';
import { type DraftPart, draftOf, isWhole, leftOf, toSplits, withRest } from './splitParts';

interface SplitEditorProps {
  row: Transaction;
  onDone: () => void;
}

/** Divide a transaction; it can be saved once nothing is left to assign. */
export function SplitEditor({ row, onDone }: SplitEditorProps) {
  const split = useSplitTransaction();
  const [parts, setParts] = useState(() => draftOf(row));
  const left = leftOf(row, parts);
  const change = (key: number, fields: Partial<DraftPart>) =>
    setParts((before) => before.map((part) => (part.key === key ? { ...part, ...fields } : part)));
  const add = () =>
    setParts((before) => {
      const key = Math.max(...before.map((part) => part.key)) + 1;
      return [...before, { key, category: null, amount: '', notes: '' }];
    });
  const send = (splits: ReturnType<typeof toSplits>, message: string) =>
    whenDone(split.mutateAsync({ params: { path: { transaction_id: row.id } }, body: { splits } }), (data) => {
      showDone(data, message);
      onDone();
    });
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (isWhole(row, parts)) send(toSplits(row, parts), `Split into ${parts.length} parts.`);
  };
  return (
    <form onSubmit={save} aria-label="Parts" style={{ display: 'grid', gap: '0.625rem' }}>
      {parts.map((part, index) => (
        <PartFields
          key={part.key}
          part={part}
          name={`Part ${index + 1}`}
          onChange={(fields) => change(part.key, fields)}
          onRemove={
            parts.length > 2 ? () => setParts((before) => before.filter(({ key }) => key !== part.key)) : undefined
          }
        />
      ))}
      <div className={classes.left} data-settled={left === 0 || undefined} role="status">
        {left === 0 ? (
          'Nothing left to assign'
        ) : (
          <>
            <span>
              <Money amount={dollarsOf(left)} kind="plain" /> {left > 0 ? 'left to assign' : 'too much'}
            </span>
            <Button size="compact-xs" variant="default" onClick={() => setParts(withRest(row, parts))}>
              {left > 0 ? 'Assign the rest' : 'Take it off'}
            </Button>
          </>
        )}
      </div>
      <Group gap="xs">
        <Button type="submit" disabled={!isWhole(row, parts)} loading={split.isPending}>
          Save the split
        </Button>
        <Button variant="default" leftSection={<Plus size={14} aria-hidden="true" />} onClick={add}>
          Part
        </Button>
        {row.splits.length > 0 && (
          <Button variant="subtle" color="red" onClick={() => send([], 'One category again.')}>
            Undo the split
          </Button>
        )}
        <Button variant="subtle" color="gray" onClick={onDone}>
          Cancel
        </Button>
      </Group>
    </form>
  );
}

interface PartFieldsProps {
  part: DraftPart;
  name: string;
  onChange: (fields: Partial<DraftPart>) => void;
  /** Left out where fewer parts would be no split. */
  onRemove?: () => void;
}

function PartFields({ part, name, onChange, onRemove }: PartFieldsProps) {
  const isWrong = part.amount.trim() !== '' && parseSignedCents(part.amount) === null;
  return (
    <div className={classes.part}>
      <CategoryPicker
        aria-label={`Category of ${name.toLowerCase()}`}
        value={part.category}
        onChange={(category) => onChange({ category })}
      />
      <AmountField
        aria-label={`Amount of ${name.toLowerCase()}`}
        value={part.amount}
        onChange={(amount) => onChange({ amount })}
        error={isWrong && 'No amount'}
      />
      {onRemove && (
        <ActionIcon size="lg" aria-label={`Remove ${name.toLowerCase()}`} onClick={onRemove}>
          <X size={16} aria-hidden="true" />
        </ActionIcon>
      )}
      <TextInput
        className={classes.partNotes}
        size="xs"
        aria-label={`Notes of ${name.toLowerCase()}`}
        placeholder="Notes"
        value={part.notes}
        onChange={(event) => onChange({ notes: event.currentTarget.value })}
      />
    </div>
  );
}
