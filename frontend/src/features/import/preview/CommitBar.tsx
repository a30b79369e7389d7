import { Button } from '@mantine/core';
import type { Staged } from '@/api/imports';
import { ErrorState } from '@/components/ErrorState';
import { ProgressDialog } from '@/components/ProgressDialog';
import { useShortcuts } from '@/components/useShortcuts';
import { formatCount, plural } from '@/lib/formatting';
import type { Outcome } from '../ImportResult';
import { phaseOf } from '../phases';
import classes from './Preview.module.css';
import { useCommit } from './useCommit';
import type { StagedEdits } from './useStagedEdits';

interface CommitBarProps {
  staged: Staged;
  edits: StagedEdits;
  waiting: number;
  onDone: (outcome: Outcome) => void;
  onCancel: () => void;
}

/** The last word: how many rows are saved, and the button that saves them. */
export function CommitBar({ staged, edits, waiting, onDone, onCancel }: CommitBarProps) {
  const commit = useCommit(staged, onDone);
  const { auto_confirmed: filed, needs_review: toReview } = staged;
  const count = filed + toReview;
  const isHomeless = staged.statements.some(({ target_account_id, rows }) => target_account_id === null && rows > 0);
  const isReady = staged.problem === null && count > 0 && !isHomeless && !edits.isSending;
  useShortcuts([
    { keys: 'mod+enter', label: 'Import the file', group: 'Import', run: () => isReady && commit.start() },
  ]);
  return (
    <>
      {commit.error !== null && <ErrorState error={commit.error} />}
      <div className={classes.bar}>
        <span className={classes.barWords} role="status">
          {wordsOf(staged, isHomeless)}
        </span>
        <Button variant="default" onClick={onCancel}>
          {waiting > 0 ? 'Skip this file' : 'Cancel'}
        </Button>
        <Button onClick={commit.start} disabled={!isReady} loading={commit.isBusy}>
          {count > 0 ? `Import ${plural(count, 'row')}` : 'Import'}
        </Button>
      </div>
      <ProgressDialog
        isOpen={commit.isLong}
        title={`Importing ${staged.file_name}`}
        phase={phaseOf(commit.job?.phase)}
        done={commit.job?.done ?? 0}
        total={commit.job?.total ?? 0}
        onCancel={commit.cancel}
        isCancelling={commit.isCancelling}
      />
    </>
  );
}

function wordsOf({ problem, auto_confirmed: filed, needs_review: toReview, totals }: Staged, isHomeless: boolean) {
  if (problem !== null) return 'Choose the columns first.';
  if (isHomeless) return 'Choose the account first.';
  if (filed + toReview === 0) {
    return totals.duplicates > 0 ? 'Everything in this file is here already.' : 'There is nothing to import.';
  }
  if (filed === 0) return `${formatCount(toReview)} to review afterwards`;
  if (toReview === 0) return 'All of it is filed by itself';
  return `${formatCount(filed)} filed by ${filed === 1 ? 'itself' : 'themselves'}, ${formatCount(toReview)} to review`;
}
