import { Button } from '@mantine/core';
import { ArrowLeftRight, Trash2 } from 'lucide-react';
import { useCategories } from '@/api/categories';
import { type Transaction, type TransactionQuery, useBulkDelete, useBulkEdit } from '@/api/transactions';
import { usePairTransfer } from '@/api/transfers';
import { whenDone } from '@/api/whenDone';
import { CategoryPicker } from '@/components/pickers/CategoryPicker';
import { BulkBar } from '@/components/table/BulkBar';
import type { Selection } from '@/components/table/useSelection';
import { showFiled } from '@/components/transactions/filedToast';
import { showDone } from '@/components/undoToast';
import { formatCount, plural } from '@/lib/formatting';
import { BulkNotes } from './BulkNotes';
import { BulkReports } from './BulkReports';
import { BulkTags } from './BulkTags';

interface BulkActionsProps {
  selection: Selection;
  rows: readonly Transaction[];
  /** What the list shows, for acts on all of it. */
  query: TransactionQuery;
  /** How many match, once that is known. */
  total: number | undefined;
  /** All that match are meant, loaded or not. */
  isWhole: boolean;
  onWhole: () => void;
  isPicking: boolean;
  onPicked: () => void;
}

interface Changes {
  category?: string;
  notes?: string;
  add_tags?: string[];
  remove_tags?: string[];
  is_left_out?: boolean;
}

/** What can be done with the selected rows, or with all that the filter means. */
export function BulkActions(props: BulkActionsProps) {
  const { selection, rows, query, total, isWhole, onWhole, isPicking, onPicked } = props;
  const { data: categories = [] } = useCategories();
  const edit = useBulkEdit();
  const remove = useBulkDelete();
  const pair = usePairTransfer();
  const ids = [...selection.ids].map(Number);
  const count = isWhole && total !== undefined ? total : ids.length;

  const change = (set: Changes, done: (changed: string) => string) => {
    const which = isWhole ? { filter: query } : { transaction_ids: ids };
    whenDone(edit.mutateAsync({ body: { ...which, set } }), (data) => {
      const left = data.split_left ? ` ${plural(data.split_left, 'split one')} kept its parts.` : '';
      const message = `${done(plural(data.changed, 'transaction'))}${left}`;
      showFiled({ data, message, learned: data.learned, transactionIds: isWhole ? undefined : ids });
      selection.clear();
    });
  };
  const file = (category: string) => {
    const name = categories.find(({ short_desc }) => short_desc === category)?.display_name ?? category;
    change({ category }, (changed) => `Filed ${changed} under ${name}.`);
  };
  const removeAll = () =>
    whenDone(remove.mutateAsync({ body: { transaction_ids: ids } }), (data) => {
      showDone(data, `Deleted ${plural(data.deleted, 'transaction')}.`);
      selection.clear();
    });
  const pairBoth = () =>
    whenDone(pair.mutateAsync({ body: { transaction_ids: ids } }), (data) => {
      showDone(data, 'Paired as a transfer between your accounts.');
      selection.clear();
    });
  const isAllLoaded = ids.length === rows.length && rows.length > 0;
  return (
    <BulkBar count={count} noun="transaction" onClear={selection.clear}>
      {isAllLoaded && !isWhole && total !== undefined && total > rows.length && (
        <Button size="xs" variant="subtle" onClick={onWhole}>
          Select all {formatCount(total)}
        </Button>
      )}
      <div style={{ width: 170 }}>
        <CategoryPicker
          key={String(isPicking)}
          size="xs"
          aria-label="Category for the selected"
          placeholder="Set category"
          value={null}
          onChange={file}
          startOpen={isPicking}
          onClose={onPicked}
        />
      </div>
      <BulkTags onChange={(tags) => change(tags, (changed) => `Changed the tags of ${changed}.`)} />
      <BulkNotes onSave={(notes) => change({ notes }, (changed) => `Wrote notes on ${changed}.`)} />
      <BulkReports
        rows={rows.filter(({ id }) => ids.includes(id))}
        onChange={(isLeftOut) =>
          change({ is_left_out: isLeftOut }, (changed) =>
            isLeftOut ? `Left ${changed} out of reports.` : `Counted ${changed} in reports again.`,
          )
        }
      />
      {ids.length === 2 && !isWhole && (
        <Button
          size="xs"
          variant="default"
          leftSection={<ArrowLeftRight size={14} aria-hidden="true" />}
          onClick={pairBoth}
        >
          Pair as transfer
        </Button>
      )}
      {!isWhole && (
        <Button
          size="xs"
          variant="light"
          color="red"
          leftSection={<Trash2 size={14} aria-hidden="true" />}
          loading={remove.isPending}
          onClick={removeAll}
        >
          Delete
        </Button>
      )}
    </BulkBar>
  );
}
