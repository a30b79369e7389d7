import { ActionIcon, Button, Select, TextInput } from '@mantine/core';
import { Plus, X } from 'lucide-react';
import { AmountField } from '@/components/AmountField';
import { CategoryPicker } from '@/components/pickers/CategoryPicker';
import { type DraftPart, newPart, type PartSize, sharesLeft } from './draft';
import classes from './Editor.module.css';

interface SplitRowsProps {
  parts: DraftPart[];
  onChange: (parts: DraftPart[]) => void;
}

const SIZES = [
  { value: 'share', label: 'Per cent' },
  { value: 'amount', label: 'Amount' },
  { value: 'rest', label: 'The rest' },
];
const MOST = 20;

const isSize = (text: string | null): text is PartSize => SIZES.some(({ value }) => value === text);

/** How much of the whole no part takes yet; amounts are only known when a transaction comes. */
function leftWords(parts: readonly DraftPart[]): { words: string; isSettled: boolean } {
  const left = sharesLeft(parts);
  const hasRest = parts.some(({ size }) => size === 'rest');
  if (left < 0) return { words: `${-left / 100}% too much`, isSettled: false };
  if (hasRest) {
    const isExact = parts.every(({ size }) => size !== 'amount');
    return { words: isExact ? `The rest is ${left / 100}%` : 'The rest is what remains, to the cent', isSettled: true };
  }
  if (left === 0) return { words: 'Nothing left to assign', isSettled: true };
  return { words: `${left / 100}% left to assign`, isSettled: false };
}

/** The parts of a split by share or amount; one takes what remains. */
export function SplitRows({ parts, onChange }: SplitRowsProps) {
  const change = (key: number, fields: Partial<DraftPart>) =>
    onChange(parts.map((part) => (part.key === key ? { ...part, ...fields } : part)));
  const add = () => onChange([...parts, newPart(Math.max(...parts.map(({ key }) => key)) + 1, 'share')]);
  const { words, isSettled } = leftWords(parts);
  return (
    <div className={classes.parts}>
      {parts.map((part, index) => (
        <PartRow
          key={part.key}
          part={part}
          name={`part ${index + 1}`}
          onChange={(fields) => change(part.key, fields)}
          onRemove={parts.length > 2 ? () => onChange(parts.filter(({ key }) => key !== part.key)) : undefined}
        />
      ))}
      <div className={classes.left} data-settled={isSettled || undefined}>
        <span role="status">{words}</span>
        {parts.length < MOST && (
          <Button size="compact-xs" variant="default" leftSection={<Plus size={12} aria-hidden="true" />} onClick={add}>
            Part
          </Button>
        )}
      </div>
    </div>
  );
}

interface PartRowProps {
  part: DraftPart;
  name: string;
  onChange: (fields: Partial<DraftPart>) => void;
  /** Left out where fewer parts would be no split. */
  onRemove?: () => void;
}

function PartRow({ part: { category, size, text }, name, onChange, onRemove }: PartRowProps) {
  const typed = (next: string) => onChange({ text: next });
  return (
    <div className={classes.part}>
      <CategoryPicker
        aria-label={`Category of ${name}`}
        value={category}
        onChange={(chosen) => onChange({ category: chosen })}
      />
      <Select
        aria-label={`Size of ${name}`}
        data={SIZES}
        value={size}
        allowDeselect={false}
        onChange={(chosen) => isSize(chosen) && onChange({ size: chosen, text: '' })}
      />
      {size === 'share' && (
        <TextInput
          aria-label={`Per cent of ${name}`}
          placeholder="50"
          inputMode="decimal"
          rightSection="%"
          value={text}
          classNames={{ input: classes.figure }}
          onChange={(event) => typed(event.currentTarget.value)}
        />
      )}
      {size === 'amount' && <AmountField aria-label={`Amount of ${name}`} value={text} onChange={typed} />}
      {size === 'rest' && <span className={classes.none}>what remains</span>}
      {onRemove && (
        <ActionIcon size="lg" aria-label={`Remove ${name}`} onClick={onRemove}>
          <X size={16} aria-hidden="true" />
        </ActionIcon>
      )}
    </div>
  );
}
