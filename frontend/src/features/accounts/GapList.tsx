import { Button, Text } from '@mantine/core';
import { ChevronDown, ChevronRight, CircleAlert } from 'lucide-react';
import { useState } from 'react';
import type { BalanceGap, BalanceHistory } from '@/api/balances';
import { formatDay, plural } from '@/lib/formatting';
import classes from './Balances.module.css';
import { GapExplained } from './GapExplained';

const FEW = 4;

/** The sentence with its minus signs kept at their figures. */
const unbroken = (sentence: string): string => sentence.replaceAll('−', '−\u2060');

/** Where transactions and stated balances part, newest first, each with what may explain it. */
export function GapList({ history }: { history: BalanceHistory }) {
  const gaps = [...history.gaps].reverse();
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? gaps : gaps.slice(0, FEW);
  const [open, setOpen] = useState<string | null>(gaps.length === 1 ? (gaps[0]?.key ?? null) : null);
  if (gaps.length === 0) return null;
  return (
    <section aria-label="Gaps">
      <Text component="h3" fw={600} size="sm" m={0} mb={6}>
        {plural(gaps.length, 'gap')} to explain
      </Text>
      <ul className={classes.gaps}>
        {shown.map((gap) => (
          <Gap
            key={gap.key}
            gap={gap}
            history={history}
            isOpen={open === gap.key}
            onToggle={() => setOpen(open === gap.key ? null : gap.key)}
          />
        ))}
      </ul>
      {gaps.length > FEW && (
        <Button size="xs" variant="subtle" mt={4} onClick={() => setWhole(!isWhole)}>
          {isWhole ? 'Show the newest' : `Show all ${gaps.length}`}
        </Button>
      )}
    </section>
  );
}

interface GapProps {
  gap: BalanceGap;
  history: BalanceHistory;
  isOpen: boolean;
  onToggle: () => void;
}

function Gap({ gap, history, isOpen, onToggle }: GapProps) {
  const Chevron = isOpen ? ChevronDown : ChevronRight;
  return (
    <li className={classes.gap}>
      <div className={classes.told}>
        <CircleAlert size={16} aria-hidden="true" />
        <div>
          <Text size="sm">{unbroken(gap.sentence)}</Text>
          {gap.first_day !== gap.on && (
            <Text size="xs" c="dimmed">
              It happened between {formatDay(gap.first_day)} and {formatDay(gap.on)}.
            </Text>
          )}
        </div>
      </div>
      <Button
        variant="subtle"
        size="xs"
        aria-expanded={isOpen}
        leftSection={<Chevron size={14} aria-hidden="true" />}
        onClick={onToggle}
      >
        What may explain it
      </Button>
      {isOpen && <GapExplained gap={gap} history={history} />}
    </li>
  );
}
