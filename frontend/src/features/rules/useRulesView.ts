import { useCallback } from 'react';
import { useSearchParams } from 'react-router';
import type { Origin } from '@/api/rules';

export type RuleKind = 'all' | 'own' | 'amounts' | 'merchants' | 'tidy';

/** The rule that is open: a new one may be filled by what led here. */
export interface OpenRule {
  what: 'new' | 'edit' | 'apply';
  id: number | null;
  query: string;
  category: string | null;
}

type Name = 'kind' | 'search' | 'origin' | 'category';

export interface RulesView {
  kind: RuleKind;
  search: string;
  origin: Origin | null;
  category: string | null;
  opened: OpenRule | null;
  set: (name: Name, value: string | null) => void;
  create: (query?: string) => void;
  edit: (id: number) => void;
  /** Offer to apply a rule to the past. */
  apply: (id: number) => void;
  close: () => void;
}

const KINDS: readonly string[] = ['all', 'own', 'amounts', 'merchants', 'tidy'] satisfies RuleKind[];
const ORIGINS: readonly string[] = ['own', 'learned', 'shipped'] satisfies Origin[];

const isKind = (text: string | null): text is RuleKind => text !== null && KINDS.includes(text);
const isOrigin = (text: string | null): text is Origin => text !== null && ORIGINS.includes(text);

function openedOf(params: URLSearchParams): OpenRule | null {
  const asked = params.get('rule');
  const id = Number(asked ?? params.get('apply'));
  if (asked === 'new') return { what: 'new', id: null, query: params.get('query') ?? '', category: params.get('for') };
  if (!Number.isSafeInteger(id) || id < 1) return null;
  return { what: asked ? 'edit' : 'apply', id, query: '', category: null };
}

const OPENED = ['rule', 'apply', 'query', 'for'];

/** Which rules the screen lists, and which one is open, kept in the address. */
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
  const open = useCallback(
    (wanted: Record<string, string>) =>
      setParams((before) => {
        const kept = [...before].filter(([name]) => !OPENED.includes(name));
        return new URLSearchParams([...kept, ...Object.entries(wanted)]);
      }),
    [setParams],
  );
  const kind = params.get('kind');
  const origin = params.get('origin');
  return {
    kind: isKind(kind) ? kind : 'all',
    search: params.get('search') ?? '',
    origin: isOrigin(origin) ? origin : null,
    category: params.get('category'),
    opened: openedOf(params),
    set,
    create: (query) => open({ rule: 'new', ...(query && { query }) }),
    edit: (id) => open({ rule: String(id) }),
    apply: (id) => open({ apply: String(id) }),
    close: () => open({}),
  };
}
