import type { Merchant } from '@/api/merchants';
import { CategoryBadge } from '@/components/CategoryBadge';
import { Money } from '@/components/Money';
import type { Column } from '@/components/table/columns';
import { formatCount, formatDay, formatPercent } from '@/lib/formatting';
import { MerchantName } from './MerchantName';
import classes from './Merchants.module.css';

const SURE = 0.995;

/** The usual category, and its share where others have some. */
export function UsualCategory({ merchant: { category, share } }: { merchant: Merchant }) {
  if (!category) return <span className={classes.quiet}>Nothing filed</span>;
  return (
    <span className={classes.usual}>
      <CategoryBadge name={category.name} color={category.color} />
      {share !== null && share < SURE && <span className={classes.quiet}>{formatPercent(share)}</span>}
    </span>
  );
}

/** What the list shows of each merchant. */
export const MERCHANT_COLUMNS: Column<Merchant>[] = [
  { id: 'name', header: 'Merchant', cell: (merchant) => <MerchantName merchant={merchant} /> },
  { id: 'category', header: 'Usually', width: '24%', cell: (merchant) => <UsualCategory merchant={merchant} /> },
  { id: 'count', header: 'Times', width: '76px', align: 'end', cell: ({ count }) => formatCount(count) },
  { id: 'last', header: 'Last', width: '116px', from: 'md', align: 'end', cell: ({ last_on }) => formatDay(last_on) },
  {
    id: 'in',
    header: 'Received',
    width: '120px',
    from: 'md',
    align: 'end',
    cell: ({ inflow }) => (inflow ? <Money amount={-inflow} /> : <span className={classes.quiet}>–</span>),
  },
  {
    id: 'out',
    header: 'Spent',
    width: '124px',
    align: 'end',
    cell: ({ outflow }) =>
      outflow ? <Money amount={outflow} kind="plain" /> : <span className={classes.quiet}>–</span>,
  },
];
