import { useCallback } from 'react';
import { useSearchParams } from 'react-router';

/** What is open beside the list: nothing, the form of a new account, or an account (to see or to edit). */
export interface OpenAccount {
  id: number | null;
  mode: 'none' | 'new' | 'view' | 'edit';
}

/** The open account, kept in the address: `?new=1`, `?account=3`, `?account=3&edit=1`. */
export function useAccountAddress(): [OpenAccount, (open: OpenAccount) => void] {
  const [params, setParams] = useSearchParams();
  const id = Number(params.get('account')) || null;
  const shown = params.has('edit') ? 'edit' : 'view';
  const mode = params.has('new') ? 'new' : id ? shown : 'none';
  const open = useCallback(
    (next: OpenAccount) =>
      setParams(() => {
        const after = new URLSearchParams();
        if (next.mode === 'new') after.set('new', '1');
        if (next.id && (next.mode === 'view' || next.mode === 'edit')) after.set('account', String(next.id));
        if (next.id && next.mode === 'edit') after.set('edit', '1');
        return after;
      }),
    [setParams],
  );
  return [{ id, mode }, open];
}

export const CLOSED: OpenAccount = { id: null, mode: 'none' };
