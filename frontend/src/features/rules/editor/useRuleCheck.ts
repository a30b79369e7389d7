import { useDebouncedValue } from '@mantine/hooks';
import { useMemo } from 'react';
import { useFilterCheck } from '@/api/filters';
import { type Backtest, type RuleBody, useBacktest } from '@/api/ownRules';
import { asProblem, type Problem } from '@/api/problem';
import { type FilterFault, faultOf } from '@/components/filter/useFilterText';

const PAUSE_MS = 300;

export interface RuleCheck {
  /** What the rule would have done, as far as the server knows. */
  result: Backtest | undefined;
  /** The result is of what was typed before. */
  isStale: boolean;
  fault: FilterFault | null;
  /** What is wrong with the actions. */
  actionsError: string | null;
  /** Anything else that went wrong. */
  error: unknown;
  retry: () => void;
}

/** The field that the server refuses, such as `actions.2.share`. */
function fieldOf({ extra }: Problem): string {
  const [first] = Array.isArray(extra.errors) ? extra.errors : [];
  return typeof first === 'object' && first !== null && 'field' in first ? String(first.field) : '';
}

/** A rule tried on the past while it is written, and what the server says is wrong with it. */
export function useRuleCheck(query: string, body: RuleBody | null, replaces: number | null): RuleCheck {
  // As text: a draft is another object at each draw, the same words are the same rule.
  const [asked] = useDebouncedValue(body ? JSON.stringify({ ...body, name: null, is_enabled: true }) : '', PAUSE_MS);
  const [typed] = useDebouncedValue(query, PAUSE_MS);
  const rule = useMemo((): RuleBody | null => (asked ? JSON.parse(asked) : null), [asked]);
  const test = useBacktest(rule, replaces);
  // Before there is anything to do, the condition alone is looked at.
  const check = useFilterCheck(rule ? '' : typed.trim());
  const problem = rule && test.error ? asProblem(test.error) : null;
  const field = problem ? fieldOf(problem) : '';
  const wrong = field === 'query' ? test.error : rule ? null : check.error;
  const isCurrent = typed === query && (rule?.query ?? query.trim()) === query.trim();
  const isActions = field.startsWith('actions') || field.startsWith('files_by_itself');
  return {
    result: rule && !test.error ? test.data : undefined,
    isStale: test.isPlaceholderData,
    fault: wrong && isCurrent ? faultOf(wrong, query) : null,
    actionsError: problem && isActions ? problem.detail : null,
    error: problem && field !== 'query' && !isActions ? test.error : null,
    retry: test.refetch,
  };
}
