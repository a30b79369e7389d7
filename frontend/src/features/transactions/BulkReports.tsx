import { Button } from '@mantine/core';
import { Eye, EyeOff } from 'lucide-react';
import type { Transaction } from '@/api/transactions';

interface BulkReportsProps {
  /** The selected rows, as far as they are loaded. */
  rows: readonly Transaction[];
  onChange: (isLeftOut: boolean) => void;
}

/** Leave many transactions out of reports; or count them again, where all of them are left out. */
export function BulkReports({ rows, onChange }: BulkReportsProps) {
  const areOut = rows.length > 0 && rows.every(({ is_left_out }) => is_left_out);
  const Icon = areOut ? Eye : EyeOff;
  return (
    <Button
      size="xs"
      variant="default"
      leftSection={<Icon size={14} aria-hidden="true" />}
      onClick={() => onChange(!areOut)}
    >
      {areOut ? 'Count in reports' : 'Leave out of reports'}
    </Button>
  );
}
