import { TagsInput, Text, TextInput } from '@mantine/core';
import { useTags } from '@/api/transactions';
import { CategoryPicker } from '@/components/pickers/CategoryPicker';
import { ACTION_LABELS } from '../actionWords';
import type { DraftAction } from './draft';
import { SplitRows } from './SplitRows';

interface ActionFieldProps {
  action: DraftAction;
  onChange: (action: DraftAction) => void;
}

/** The field of one action: a category, a name, tags, words, or the parts of a split. */
export function ActionField({ action, onChange }: ActionFieldProps) {
  const { kind, category, value, parts } = action;
  const label = ACTION_LABELS[kind];
  switch (kind) {
    case 'category':
    case 'transfer':
      return (
        <CategoryPicker
          aria-label={label}
          value={category}
          placeholder={kind === 'transfer' ? 'Transfer' : undefined}
          onChange={(chosen) => onChange({ ...action, category: chosen })}
        />
      );
    case 'split':
      return <SplitRows parts={parts} onChange={(changed) => onChange({ ...action, parts: changed })} />;
    case 'tag':
      return <TagField action={action} onChange={onChange} />;
    case 'leave_out':
      return (
        <Text size="sm" c="dimmed">
          It counts for balances, and for no report.
        </Text>
      );
    default:
      return (
        <TextInput
          aria-label={label}
          maxLength={kind === 'merchant' ? 120 : 500}
          placeholder={kind === 'merchant' ? 'A name' : 'Words for the notes'}
          value={value}
          onChange={(event) => onChange({ ...action, value: event.currentTarget.value })}
        />
      );
  }
}

function TagField({ action, onChange }: ActionFieldProps) {
  const { data: known = [] } = useTags();
  return (
    <TagsInput
      aria-label={ACTION_LABELS.tag}
      placeholder={action.tags.length ? undefined : 'A tag, then Enter'}
      data={known.map(({ name }) => name)}
      value={action.tags}
      acceptValueOnBlur
      onChange={(tags) => onChange({ ...action, tags })}
    />
  );
}
