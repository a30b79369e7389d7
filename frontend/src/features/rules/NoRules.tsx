import { Button } from '@mantine/core';
import { Wand2 } from 'lucide-react';
import { EmptyState } from '@/components/EmptyState';
import type { RulesView } from './useRulesView';

interface NoRulesProps {
  view: RulesView;
  onCreate: () => void;
}

/** No rule, or none that the filter lets through. */
export function NoRules({ view, onCreate }: NoRulesProps) {
  const isFiltered = Boolean(view.search || view.origin || view.category);
  return (
    <EmptyState
      title={isFiltered ? 'No rule like that' : 'No rules yet'}
      icon={Wand2}
      actions={<Button onClick={onCreate}>New rule</Button>}
    >
      {isFiltered
        ? 'Try fewer letters, or write the rule yourself.'
        : 'Rules come by themselves when you review, or you write one.'}
    </EmptyState>
  );
}
