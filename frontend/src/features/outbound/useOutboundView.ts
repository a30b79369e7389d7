import { useSearchParams } from 'react-router';
import type { OutboundFilter } from '@/api/outbound';
import { outcomeOf, purposeOf } from './words';

/** Which requests are shown, from the address. */
export function useOutboundView() {
  const [params, setParams] = useSearchParams();
  const purpose = purposeOf(params.get('purpose'));
  const outcome = outcomeOf(params.get('outcome'));
  const host = params.get('host') || undefined;
  const filter: OutboundFilter = { ...(purpose && { purpose }), ...(host && { host }), ...(outcome && { outcome }) };
  const show = (name: keyof OutboundFilter, value: string | null) =>
    setParams(
      (old) => {
        const next = new URLSearchParams(old);
        if (value) next.set(name, value);
        else next.delete(name);
        return next;
      },
      { replace: true },
    );
  return {
    filter,
    isFiltered: Object.keys(filter).length > 0,
    show,
    showAll: () => setParams({}, { replace: true }),
  };
}

export type OutboundView = ReturnType<typeof useOutboundView>;
