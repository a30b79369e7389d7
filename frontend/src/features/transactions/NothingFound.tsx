import { Button } from '@mantine/core';
import { FileUp, Plus, SearchX } from 'lucide-react';
import { Link } from 'react-router';
import { EmptyState } from '@/components/EmptyState';

interface NothingFoundProps {
  isFiltered: boolean;
  onClear: () => void;
  onAdd: () => void;
}

/** No row to show: because of the filter, or because there is none yet. */
export function NothingFound({ isFiltered, onClear, onAdd }: NothingFoundProps) {
  if (isFiltered) {
    return (
      <EmptyState
        title="Nothing matches"
        icon={SearchX}
        actions={
          <Button variant="default" onClick={onClear}>
            Clear all filters
          </Button>
        }
      >
        No transaction fits all of the filters above.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title="No transactions yet"
      actions={
        <>
          <Button component={Link} to="/import" leftSection={<FileUp size={15} aria-hidden="true" />}>
            Import a file
          </Button>
          <Button variant="default" leftSection={<Plus size={15} aria-hidden="true" />} onClick={onAdd}>
            Add one by hand
          </Button>
        </>
      }
    >
      Drop an export of your bank, in whatever format it comes, and it is all here a moment later.
    </EmptyState>
  );
}
