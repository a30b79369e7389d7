import { useCallback, useEffect, useState } from 'react';
import type { Staged, StagedEdit } from '@/api/imports';
import { BLANK, type DraftLayout, finished } from './layout';

/** The mapping that the owner works on: sent as soon as the file can be read with it. */
export function useDraftLayout(staged: Staged, send: (edit: StagedEdit) => void) {
  const [draft, setDraft] = useState<DraftLayout>(staged.layout ?? { ...BLANK, ...staged.form });
  const { layout } = staged;
  // The server may know better, such as after "Detect again" or another date order.
  useEffect(() => {
    if (layout) setDraft(layout);
  }, [layout]);
  const change = useCallback(
    (next: DraftLayout) => {
      setDraft(next);
      const complete = finished(next);
      if (complete) send({ layout: complete });
    },
    [send],
  );
  const reset = useCallback(() => send({ layout: null, date_order: null, sign: null }), [send]);
  return { draft, change, reset };
}
