import type { AmountRule } from '@/api/rules';
import { Money } from '@/components/Money';
import type { Column } from '@/components/table/columns';
import { formatCount } from '@/lib/formatting';
import { AmountRuleSwitch } from './AmountRuleSwitch';
import { OriginBadge } from './OriginBadge';
import { RuleCategory } from './RuleCategory';

/** What the list of amount rules shows of each. */
export const AMOUNT_COLUMNS: Column<AmountRule>[] = [
  { id: 'pattern', header: 'Found in the description', cell: ({ description_pattern }) => description_pattern },
  { id: 'amount', header: 'Amount', width: '104px', align: 'end', cell: ({ amount }) => <Money amount={amount} /> },
  {
    id: 'tolerance',
    header: 'Give or take',
    width: '104px',
    align: 'end',
    cell: ({ tolerance }) => (tolerance > 0 ? <Money amount={tolerance} kind="plain" /> : 'exact'),
  },
  {
    id: 'category',
    header: 'Category',
    width: '20%',
    cell: ({ category, category_name }) => <RuleCategory category={category} name={category_name} />,
  },
  {
    id: 'origin',
    header: 'Made by',
    width: '96px',
    from: 'md',
    cell: ({ origin }) => <OriginBadge origin={origin} />,
  },
  { id: 'hits', header: 'Used', width: '76px', align: 'end', cell: ({ hits }) => formatCount(hits) },
  { id: 'on', header: 'On', width: '72px', align: 'end', cell: (rule) => <AmountRuleSwitch rule={rule} /> },
];
