import { useCallback } from 'react';
import { useSearchParams } from 'react-router';

/** Which talk is open, from the address. */
export function useAdviserView() {
  const [params, setParams] = useSearchParams();
  const chatId = Number(params.get('chat')) || null;
  const open = useCallback(
    (id: number | null, isStep = true) =>
      setParams(
        (before) => {
          const next = new URLSearchParams(before);
          next.set('tab', 'adviser');
          if (id === null) next.delete('chat');
          else next.set('chat', String(id));
          return next;
        },
        { replace: !isStep },
      ),
    [setParams],
  );
  return { chatId, open };
}
