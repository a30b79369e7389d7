import type { ActionKind, RuleAction } from '@/api/ownRules';

/** What each kind of action is called where one is chosen. */
export const ACTION_LABELS: Record<ActionKind, string> = {
  category: 'File under',
  split: 'Split over categories',
  transfer: 'Transfer between own accounts',
  merchant: 'Call the merchant',
  tag: 'Tag',
  note: 'Write a note',
  leave_out: 'Leave out of reports',
};

const sizeOf = ({ share, amount }: RuleAction): string => {
  if (share !== null) return `${share}%`;
  return amount !== null ? 'amount' : 'rest';
};

/** What a rule does, in a few words for each thing. */
export function actionWords(actions: readonly RuleAction[]): string[] {
  const parts = actions.filter(({ kind }) => kind === 'split');
  const split = parts.map((part) => `${part.category_name} ${sizeOf(part)}`).join(', ');
  const others = actions.flatMap(({ kind, value }) => {
    switch (kind) {
      case 'merchant':
        return [`called ${value}`];
      case 'tag':
        return [`#${value}`];
      case 'note':
        return ['a note'];
      case 'leave_out':
        return ['left out of reports'];
      case 'transfer':
        return ['transfer'];
      default:
        return [];
    }
  });
  return [...(split ? [`split: ${split}`] : []), ...others];
}
