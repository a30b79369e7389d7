import { useCallback } from 'react';
import { useSearchParams } from 'react-router';
import type { Origin } from '@/api/rules';

export type RuleKind = 'merchants' | 'amounts';

export interface RulesView {
  kind: RuleKind;
  search: string;
  origin: Origin | null;
  category: string | null;
  set: (name: 'kind' | 'search' | 'origin' | 'category', value: string | null) => void;
}

const ORIGINS: readonly string[] = ['own', 'learned', 'shipped'] satisfies Origin[];

const isOrigin = (text: string | null): text is Origin => text !== null && ORIGINS.includes(text);

/** Which rules the screen lists, kept in the address. */
export function useRulesView(): RulesView {
  const [params, setParams] = useSearchParams();
  const set: RulesView['set'] = useCallback(
    (name, value) =>
      setParams(
        (before) => {
          const after = new URLSearchParams(before);
          if (value) after.set(name, value);
          else after.delete(name);
          return after;
        },
        { replace: name === 'search' },
      ),
    [setParams],
  );
  const origin = params.get('origin');
  return {
    kind: params.get('kind') === 'amounts' ? 'amounts' : 'merchants',
    search: params.get('search') ?? '',
    origin: isOrigin(origin) ? origin : null,
    category: params.get('category'),
    set,
  };
}
