import { Tooltip } from '@mantine/core';
import type { SpendingNode } from '@/api/reports';
import { formatPercent } from '@/lib/formatting';
import classes from './Spending.module.css';

interface StackedBarProps {
  nodes: readonly SpendingNode[];
}

/** All spending as one bar, dearest first; the table beneath says the same in words. */
export function StackedBar({ nodes }: StackedBarProps) {
  const shown = nodes.filter(({ share }) => share > 0);
  if (shown.length === 0) return null;
  return (
    <div className={classes.stack} aria-hidden="true">
      {shown.map(({ short_desc, display_name, color, share }) => (
        <Tooltip key={short_desc ?? ''} label={`${display_name} ${formatPercent(share)}`} openDelay={0}>
          <span style={{ flexGrow: share, backgroundColor: color ?? 'var(--mantine-color-gray-5)' }} />
        </Tooltip>
      ))}
    </div>
  );
}
