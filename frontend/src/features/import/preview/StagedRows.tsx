import { Badge, Select, Stack, Tabs } from '@mantine/core';
import { useState } from 'react';
import type { RowKind, Staged } from '@/api/imports';
import { formatCount } from '@/lib/formatting';
import { RowsTable } from './RowsTable';
import type { StagedEdits } from './useStagedEdits';

interface StagedRowsProps {
  staged: Staged;
  edits: StagedEdits;
}

interface Kind {
  kind: RowKind;
  label: string;
  count: number;
}

/** The rows that problems belong to are the file's, the others are a statement's. */
function kindsOf(staged: Staged, index: number): Kind[] {
  const { totals } = staged;
  const statement = staged.statements.find((each) => each.index === index);
  const kinds: Kind[] = [
    { kind: 'new', label: 'New', count: statement?.new ?? 0 },
    { kind: 'possible_duplicate', label: 'Possibly here', count: statement?.possible_duplicates ?? 0 },
    { kind: 'duplicate', label: 'Here already', count: statement?.duplicates ?? 0 },
    { kind: 'error', label: 'Unreadable', count: totals.errors },
    { kind: 'left_out', label: 'Left out', count: totals.left_out },
  ];
  return kinds.filter(({ count }) => count > 0);
}

/** The rows, by what would become of them. */
export function StagedRows({ staged, edits }: StagedRowsProps) {
  const [statement, setStatement] = useState(0);
  const [wanted, setWanted] = useState<string | null>(null);
  const kinds = kindsOf(staged, statement);
  const shown = kinds.find(({ kind }) => kind === wanted) ?? kinds[0];
  if (!shown) return null;
  return (
    <Stack gap="sm">
      {staged.statements.length > 1 && (
        <Select
          aria-label="Rows of"
          maw={320}
          allowDeselect={false}
          data={staged.statements.map(({ index, account_name, account_number }) => ({
            value: String(index),
            label: [account_name, account_number].filter(Boolean).join(' ') || `Account ${index + 1}`,
          }))}
          value={String(statement)}
          onChange={(value) => setStatement(Number(value))}
        />
      )}
      <Tabs value={shown.kind} onChange={setWanted} keepMounted={false}>
        <Tabs.List>
          {kinds.map(({ kind, label, count }) => (
            <Tabs.Tab
              key={kind}
              value={kind}
              rightSection={
                <Badge size="sm" variant="light" color={kind === 'error' ? 'red' : 'gray'}>
                  {formatCount(count)}
                </Badge>
              }
            >
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={shown.kind} pt="sm">
          <RowsTable
            key={`${statement} ${shown.kind}`}
            id={staged.staged_id}
            statement={statement}
            kind={shown.kind}
            total={shown.count}
            edits={edits}
          />
        </Tabs.Panel>
      </Tabs>
    </Stack>
  );
}
