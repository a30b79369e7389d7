import { ActionIcon, TextInput } from '@mantine/core';
import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { asProblem } from '@/api/problem';
import type { SavedView } from '@/api/views';
import classes from './ViewRow.module.css';

interface ViewRowProps {
  view: SavedView;
  onRename: (name: string) => Promise<void>;
  onUp?: () => void;
  onDown?: () => void;
  onDelete: () => void;
}

/** A view with its name to write over, and what it shows. */
export function ViewRow({ view, onRename, onUp, onDown, onDelete }: ViewRowProps) {
  const [name, setName] = useState(view.name);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => setName(view.name), [view.name]);
  const finish = async () => {
    const next = name.trim();
    setProblem(null);
    if (!next || next === view.name) return setName(view.name);
    try {
      await onRename(next);
    } catch (error) {
      setProblem(asProblem(error).detail);
    }
  };
  return (
    <li className={classes.row}>
      <div className={classes.words}>
        <TextInput
          size="sm"
          aria-label={`Name of ${view.name}`}
          value={name}
          maxLength={60}
          error={problem}
          onChange={(event) => setName(event.currentTarget.value)}
          onBlur={finish}
          onKeyDown={(event) => {
            if (event.key === 'Enter') event.currentTarget.blur();
          }}
        />
        <code className={classes.query}>{view.query}</code>
      </div>
      <ActionIcon size="lg" aria-label={`Move ${view.name} up`} disabled={!onUp} onClick={onUp}>
        <ArrowUp size={16} aria-hidden="true" />
      </ActionIcon>
      <ActionIcon size="lg" aria-label={`Move ${view.name} down`} disabled={!onDown} onClick={onDown}>
        <ArrowDown size={16} aria-hidden="true" />
      </ActionIcon>
      <ActionIcon size="lg" aria-label={`Delete ${view.name}`} onClick={onDelete}>
        <Trash2 size={16} aria-hidden="true" />
      </ActionIcon>
    </li>
  );
}
