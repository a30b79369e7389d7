import { useCallback } from 'react';
import { useSearchParams } from 'react-router';
import type { Cut } from '@/api/cashFlow';
import {
  currentMonth,
  type Day,
  isDay,
  localDay,
  monthPeriod,
  type Period,
  periodFromText,
  periodToText,
} from '@/lib/months';

export type Shown = Cut | 'flow';

export interface CashFlowView {
  shown: Shown;
  year: number;
  accountId: number | null;
  /** The first day of the span that is looked at closely. */
  part: Day | null;
  /** The days whose streams are drawn. */
  period: Period;
  /** Whether streams go on to the subcategories. */
  withParts: boolean;
  change: (fields: Partial<Omit<CashFlowView, 'change'>>) => void;
}

const isShown = (text: string | null): text is Shown => text === 'month' || text === 'flow' || text === 'fortnight';

const yearIn = (text: string | null): number =>
  text && /^(19|20|21)\d\d$/.test(text) ? Number(text) : Number(localDay().slice(0, 4));

/** What the screen shows, kept in the address. */
export function useCashFlowView(): CashFlowView {
  const [params, setParams] = useSearchParams();
  const change: CashFlowView['change'] = useCallback(
    (fields) =>
      setParams((before) => {
        const after = new URLSearchParams(before);
        const put = (name: string, value: string | null | undefined) => {
          if (value === undefined) return;
          if (value === null) after.delete(name);
          else after.set(name, value);
        };
        put('by', fields.shown);
        put('year', fields.year?.toString());
        put('account_id', fields.accountId === undefined ? undefined : (fields.accountId?.toString() ?? null));
        put('part', fields.shown || fields.year ? (fields.part ?? null) : fields.part);
        put('period', fields.period && periodToText(fields.period));
        if (fields.withParts !== undefined) put('parts', fields.withParts ? 'all' : null);
        return after;
      }),
    [setParams],
  );
  const by = params.get('by');
  const part = params.get('part') ?? '';
  const accountId = Number(params.get('account_id'));
  return {
    shown: isShown(by) ? by : 'fortnight',
    year: yearIn(params.get('year')),
    accountId: Number.isInteger(accountId) && accountId > 0 ? accountId : null,
    part: isDay(part) ? part : null,
    period: periodFromText(params.get('period')) ?? monthPeriod(currentMonth()),
    withParts: params.get('parts') === 'all',
    change,
  };
}
