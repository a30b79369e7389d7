import type { ReactNode } from 'react';
import type { CashFlow, CashFlowNode } from '@/api/cashFlow';
import { CategoryBadge } from '@/components/CategoryBadge';
import { Sparkline } from '@/components/charts/Sparkline';
import { useMoneyText } from '@/components/money';
import { FamilyName } from '@/components/table/FamilyName';
import { FamilyOpener } from '@/components/table/FamilyOpener';
import { clsx } from '@/lib/classes';
import classes from './CashFlow.module.css';
import { Figure } from './Figure';
import { categoryWords, daysOf, partName, rowsOf } from './rows';
import type { CashFlowView } from './useCashFlowView';

/** What is looked at: which side of which year, and the place of the span that is chosen, or -1. */
export interface Looked {
  report: CashFlow;
  view: CashFlowView;
  side: 'income' | 'expenses';
  at: number;
}

interface CategoryFamilyProps {
  node: CashFlowNode;
  looked: Looked;
  isOpen: boolean;
  onToggle: () => void;
}

/** A parent's row, and when open those of its subcategories. */
export function CategoryFamily({ node, looked, isOpen, onToggle }: CategoryFamilyProps) {
  // A parent whose only line is its own has nothing to open.
  const hasParts = node.children.some(({ short_desc }) => short_desc !== node.short_desc);
  return (
    <tbody>
      <CategoryRow
        node={node}
        looked={looked}
        opener={hasParts && <FamilyOpener parent={node.display_name} isOpen={isOpen} onToggle={onToggle} />}
      />
      {isOpen &&
        hasParts &&
        node.children.map((child) => (
          <CategoryRow key={child.short_desc ?? ''} node={child} parent={node} looked={looked} />
        ))}
    </tbody>
  );
}

interface CategoryRowProps {
  node: CashFlowNode;
  /** Of a subcategory. */
  parent?: CashFlowNode;
  looked: Looked;
  opener?: ReactNode;
}

function CategoryRow({ node, parent, looked, opener }: CategoryRowProps) {
  const { report, view, side, at } = looked;
  const { display_name, color, series, total } = node;
  const course = useCourse(node, report);
  const chosen = report.periods[at];
  const isOwn = parent !== undefined && parent.short_desc === node.short_desc;
  const name = isOwn ? `${display_name} itself` : display_name;
  const wanted = { accountId: view.accountId, words: categoryWords(node, parent) };
  return (
    <tr className={clsx(parent && classes.child)}>
      <th scope="row">
        <FamilyName opener={opener} isChild={parent !== undefined}>
          <CategoryBadge name={name} color={color} />
        </FamilyName>
      </th>
      <td>
        <Sparkline values={series} color={color ?? 'var(--mantine-color-gray-5)'} label={course} selected={at} />
      </td>
      {chosen && (
        <td>
          <Figure
            amount={series[at] ?? 0}
            to={rowsOf(side, { ...wanted, period: daysOf(chosen) })}
            label={`${name}, ${partName(chosen)}`}
          />
        </td>
      )}
      <td>
        <Figure
          amount={total}
          to={rowsOf(side, { ...wanted, period: daysOf(report) })}
          label={`${name}, ${report.year}`}
        />
      </td>
    </tr>
  );
}

/** What the small chart of a category says. */
function useCourse({ display_name, series }: CashFlowNode, report: CashFlow): string {
  const text = useMoneyText();
  const most = Math.max(...series);
  const part = report.periods[series.indexOf(most)];
  return part ? `${display_name}: most ${text(most, 'spent')}, ${partName(part)}` : display_name;
}
