import { Modal, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { DialogButtons } from '@/components/DialogButtons';
import { MerchantPicker } from './MerchantPicker';
import { MergeEffects } from './MergeEffects';
import type { MerchantActs } from './useMerchantActs';

interface Named {
  key: string;
  name: string;
}

/** The merchant that stays, and the one that becomes a spelling of it, if it is known already. */
export interface MergeStart {
  into: Named;
  other?: Named;
}

interface MergeDialogProps {
  start: MergeStart | null;
  acts: MerchantActs;
  onClose: () => void;
  /** With the key of the merchant that stays. */
  onMerged?: (key: string) => void;
}

/** Make two merchants one, after seeing what that changes. */
export function MergeDialog({ start, acts, onClose, onMerged }: MergeDialogProps) {
  return (
    <Modal opened={start !== null} onClose={onClose} title={start ? `Merge into ${start.into.name}` : ''}>
      {start && <MergeForm key={start.into.key} {...{ start, acts, onClose, onMerged }} />}
    </Modal>
  );
}

function MergeForm({ start, acts, onClose, onMerged }: MergeDialogProps & { start: MergeStart }) {
  const { into } = start;
  const [other, setOther] = useState<Named | null>(start.other ?? null);
  const [name, setName] = useState(into.name);
  const [isSent, setSent] = useState(false);
  const wish = other && { keys: [other.key], into: into.key, name: name.trim() || null };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!wish) return;
    setSent(true);
    acts.merge(wish, {
      onDone: (key) => {
        onClose();
        onMerged?.(key);
      },
      onFailed: () => setSent(false),
    });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <MerchantPicker
          label={`Which merchant is ${into.name} as well?`}
          value={other}
          without={into.key}
          onChange={setOther}
        />
        <TextInput
          label="Called afterwards"
          maxLength={120}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {wish && other && (
          <MergeEffects wish={{ keys: wish.keys, into: wish.into }} other={other.name} into={name} isSent={isSent} />
        )}
        <DialogButtons action="Merge" onClose={onClose} disabled={!wish || !name.trim()} loading={acts.isMerging} />
      </Stack>
    </form>
  );
}
