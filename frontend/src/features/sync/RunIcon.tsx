import { CircleCheck, CircleDashed, CircleX, Loader, type LucideIcon, TriangleAlert } from 'lucide-react';
import type { SyncRun } from '@/api/sync';
import classes from './Sync.module.css';
import { STATUSES } from './words';

const ICONS: Record<SyncRun['status'], LucideIcon> = {
  running: Loader,
  success: CircleCheck,
  partial: TriangleAlert,
  error: CircleX,
  interrupted: CircleDashed,
};

/** How an attempt ended, as a sign with its word. */
export function RunIcon({ status }: { status: SyncRun['status'] }) {
  const Icon = ICONS[status];
  return (
    <span className={classes.icon} data-status={status} role="img" aria-label={STATUSES[status]}>
      <Icon size={17} strokeWidth={2} aria-hidden="true" />
    </span>
  );
}
