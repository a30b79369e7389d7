import { Badge } from '@mantine/core';
import type { Origin } from '@/api/rules';
import classes from './Rules.module.css';

const LOOKS: Record<Origin, { label: string; color: string }> = {
  own: { label: 'Yours', color: 'petrol' },
  learned: { label: 'Learned', color: 'yellow' },
  shipped: { label: 'Shipped', color: 'gray' },
};

export const isOrigin = (text: string): text is Origin => text in LOOKS;

/** Who made a rule. */
export function OriginBadge({ origin }: { origin: Origin }) {
  const { label, color } = LOOKS[origin];
  return (
    <Badge variant="light" color={color} className={classes.origin}>
      {label}
    </Badge>
  );
}
