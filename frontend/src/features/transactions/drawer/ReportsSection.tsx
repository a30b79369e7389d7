import { Switch } from '@mantine/core';
import { type Transaction, useEditTransaction } from '@/api/transactions';
import { whenDone } from '@/api/whenDone';
import { showDone } from '@/components/undoToast';
import { Section } from './Section';

interface ReportsSectionProps {
  row: Transaction;
}

/** Whether reports count the transaction; balances always do. */
export function ReportsSection({ row }: ReportsSectionProps) {
  const { mutateAsync: edit, isPending } = useEditTransaction();
  const save = (isLeftOut: boolean) =>
    whenDone(edit({ params: { path: { transaction_id: row.id } }, body: { is_left_out: isLeftOut } }), (data) =>
      showDone(data, isLeftOut ? 'Left out of reports.' : 'Counted in reports again.'),
    );
  return (
    <Section title="Reports">
      <Switch
        label="Leave out of reports"
        description="Spending, cash flow and budgets don’t count it. Balances do."
        checked={row.is_left_out}
        disabled={isPending}
        onChange={(event) => save(event.currentTarget.checked)}
      />
    </Section>
  );
}
