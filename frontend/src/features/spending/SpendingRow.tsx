import { ActionIcon, Tooltip } from '@mantine/core';
import { ChartColumn } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { SpendingNode } from '@/api/reports';
import { CategoryBadge } from '@/components/CategoryBadge';
import { Money } from '@/components/Money';
import { FamilyName } from '@/components/table/FamilyName';
import { transactionsAddress } from '@/lib/addresses';
import { clsx } from '@/lib/classes';
import { formatCount, formatPercent } from '@/lib/formatting';
import { Change } from './Change';
import classes from './Spending.module.css';
import type { SpendingView } from './useSpendingView';

interface SpendingRowProps {
  node: SpendingNode;
  view: SpendingView;
  /** The largest share of all: its bar is as long as there is room. */
  largest: number;
  isChild?: boolean;
  /** The button that shows the subcategories. */
  opener?: ReactNode;
}

/** One category: its name leads to the transactions behind the figure. */
export function SpendingRow({ node, view, largest, isChild = false, opener }: SpendingRowProps) {
  const { short_desc: key, display_name: name, color, share } = node;
  const address = transactionsAddress({
    period: view.period,
    accountId: view.accountId,
    filter: view.filter,
    category: key ?? 'uncategorized',
    countedOnly: true,
  });
  return (
    <tr className={clsx(isChild && classes.child, key !== null && view.category === key && classes.chosen)}>
      <th scope="row">
        <FamilyName opener={opener} isChild={isChild}>
          <Link to={address} className={classes.link}>
            <CategoryBadge name={name} color={color} />
          </Link>
          {key !== null && (
            <Tooltip label="Show its months below">
              <ActionIcon
                size="sm"
                className={classes.months}
                aria-label={`Months of ${name}`}
                aria-pressed={view.category === key}
                onClick={() => view.set('category', view.category === key ? null : key)}
              >
                <ChartColumn size={14} aria-hidden="true" />
              </ActionIcon>
            </Tooltip>
          )}
        </FamilyName>
      </th>
      <td>
        <span className={classes.share}>
          <span className={classes.track} aria-hidden="true">
            <span
              style={{
                width: `${(share / (largest || 1)) * 100}%`,
                backgroundColor: color ?? 'var(--mantine-color-gray-5)',
              }}
            />
          </span>
          {share > 0 ? formatPercent(share) : '–'}
        </span>
      </td>
      <td>
        <Money amount={node.total} kind="spent" />
      </td>
      <td>
        <Change change={node.change} previous={node.previous_total} />
      </td>
      <td>{formatCount(node.count)}</td>
    </tr>
  );
}
