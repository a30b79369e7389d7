import { useCallback, useMemo, useState } from 'react';
import { type Staged, type StagedEdit, type StagedRow, useEditStaged } from '@/api/imports';

export interface StagedEdits {
  send: (edit: StagedEdit) => void;
  isSending: boolean;
  error: unknown;
  /** Import a row or leave it: shown at once, told to the server behind it. */
  include: (row: StagedRow, wanted: boolean) => void;
  isIncluded: (row: StagedRow) => boolean;
  /** Send a statement to an account. */
  target: (statement: number, accountId: number) => void;
  /** Balances from the paper, by statement. */
  close: (statement: number, closing: number, opening: number | null) => void;
}

const without = (rows: readonly number[], row: number): number[] => rows.filter((each) => each !== row);

/** What the owner's word on a row makes of the lists of exceptions. */
export function withWord(
  { skip_rows, include_rows }: Pick<Staged, 'skip_rows' | 'include_rows'>,
  { row, kind }: Pick<StagedRow, 'row' | 'kind'>,
  wanted: boolean,
): { skip_rows: number[]; include_rows: number[] } {
  const skip = without(skip_rows, row);
  const insist = without(include_rows, row);
  // What is here already stays out unless one insists; everything else comes unless one says no.
  if (kind === 'duplicate') return { skip_rows: skip, include_rows: wanted ? [...insist, row] : insist };
  return { skip_rows: wanted ? skip : [...skip, row], include_rows: insist };
}

type Typed = NonNullable<StagedEdit['typed_closing']>;

/** The owner's corrections of a file that waits. */
export function useStagedEdits(staged: Staged): StagedEdits {
  const edit = useEditStaged();
  const [lists, setLists] = useState({ skip_rows: staged.skip_rows, include_rows: staged.include_rows });
  const [words, setWords] = useState<ReadonlyMap<number, boolean>>(new Map());
  const [typed, setTyped] = useState<Typed>({});
  const { staged_id: id, statements } = staged;
  const { mutate, isPending, error } = edit;

  const send = useCallback((body: StagedEdit) => mutate({ params: { path: { staged_id: id } }, body }), [mutate, id]);
  const include = useCallback(
    (row: StagedRow, wanted: boolean) => {
      const next = withWord(lists, row, wanted);
      setLists(next);
      setWords((before) => new Map(before).set(row.row, wanted));
      send(next);
    },
    [lists, send],
  );
  const isIncluded = useCallback((row: StagedRow) => words.get(row.row) ?? row.include, [words]);
  const target = useCallback(
    (statement: number, accountId: number) => {
      const known = statements.flatMap(({ index, target_account_id }) =>
        target_account_id === null ? [] : [[index, target_account_id] as const],
      );
      send({ targets: { ...Object.fromEntries(known), [statement]: accountId } });
    },
    [send, statements],
  );
  const close = useCallback(
    (statement: number, closing: number, opening: number | null) => {
      const next = { ...typed, [statement]: { closing, opening } };
      setTyped(next);
      send({ typed_closing: next });
    },
    [send, typed],
  );
  return useMemo(
    () => ({ send, isSending: isPending, error, include, isIncluded, target, close }),
    [send, isPending, error, include, isIncluded, target, close],
  );
}
