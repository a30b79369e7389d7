import { Button } from '@mantine/core';
import { Check, Clock } from 'lucide-react';
import { CategoryPicker } from '@/components/pickers/CategoryPicker';
import { BulkBar } from '@/components/table/BulkBar';
import type { ChosenRows } from './useChosenRows';
import { hasSuggestion } from './useItemActs';

interface QueueBulkBarProps {
  chosen: ChosenRows;
  /** Without a category: as suggested. */
  onDecide: (category: string | null, stages?: boolean) => void;
}

/** What can be done with the selected rows. */
export function QueueBulkBar({ chosen, onDecide }: QueueBulkBarProps) {
  const canAccept = chosen.rows.some(hasSuggestion);
  return (
    <BulkBar count={chosen.rows.length} noun="transaction" onClear={chosen.clear}>
      <Button
        size="xs"
        leftSection={<Check size={14} aria-hidden="true" />}
        disabled={!canAccept}
        onClick={() => onDecide(null)}
      >
        Accept
      </Button>
      <div style={{ width: 180 }}>
        <CategoryPicker
          key={String(chosen.isPicking)}
          size="xs"
          aria-label="Category for the selected"
          placeholder="File under…"
          value={null}
          onChange={(category) => onDecide(category)}
          startOpen={chosen.isPicking}
          onClose={() => chosen.setPicking(false)}
        />
      </div>
      <Button
        size="xs"
        variant="default"
        leftSection={<Clock size={14} aria-hidden="true" />}
        disabled={!canAccept}
        onClick={() => onDecide(null, true)}
      >
        Stage
      </Button>
    </BulkBar>
  );
}
