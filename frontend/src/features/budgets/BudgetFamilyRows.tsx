import type { BudgetFamily, BudgetLine } from '@/api/budgets';
import { Money } from '@/components/Money';
import { FamilyOpener } from '@/components/table/FamilyOpener';
import { transactionsAddress } from '@/lib/addresses';
import type { Period } from '@/lib/months';
import { AmountCell } from './AmountCell';
import { BudgetRow } from './BudgetRow';
import classes from './Budgets.module.css';
import { LineMenu } from './LineMenu';
import { type Drill, drillOfFamily, drillOfOwn, isSingle, linesOf } from './standing';
import type { BudgetActs } from './useBudgetActs';

interface BudgetFamilyRowsProps {
  family: BudgetFamily;
  month: string;
  days: Period;
  acts: BudgetActs;
  isOpen: boolean;
  onToggle: () => void;
}

/** A parent's row, and when open those of its subcategories. */
export function BudgetFamilyRows({ family, month, days, acts, isOpen, onToggle }: BudgetFamilyRowsProps) {
  const { own, children } = family;
  const hasBudget = linesOf(family).length > 0;
  const single = isSingle(family);
  const to = (drill: Drill) => transactionsAddress({ period: days, countedOnly: true, ...drill });
  const cell = (line: BudgetLine, placeholder: string, name?: string) => (
    <AmountCell line={line} placeholder={placeholder} name={name} onSave={(cents) => acts.setAmount(line, cents)} />
  );
  const menu = (line: BudgetLine, address: string) => (
    <LineMenu line={line} month={month} address={address} acts={acts} />
  );
  const familyAddress = to(drillOfFamily(family));
  const rest = `Everything else in ${family.display_name}`;
  return (
    <tbody>
      <BudgetRow
        line={own}
        figures={family}
        hasBudget={hasBudget}
        spent={hasBudget ? family.spent : family.spent_total}
        address={familyAddress}
        amount={
          own.category_short_desc !== null &&
          (single ? cell(own, 'Set') : <Money amount={family.budgeted} kind="plain" className={classes.sum} />)
        }
        opener={
          children.length > 0 && <FamilyOpener parent={family.display_name} isOpen={isOpen} onToggle={onToggle} />
        }
        menu={single && own.category_short_desc !== null && menu(own, familyAddress)}
      />
      {isOpen &&
        children.map((line) => (
          <BudgetRow
            key={line.category_short_desc}
            line={line}
            figures={line}
            hasBudget={line.is_own}
            spent={line.spent}
            address={to({ category: line.category_short_desc ?? '' })}
            amount={cell(line, line.covered_by ? `in ${family.display_name}` : 'Set')}
            menu={menu(line, to({ category: line.category_short_desc ?? '' }))}
            isChild
          />
        ))}
      {isOpen && !single && (
        <BudgetRow
          line={own}
          name={rest}
          figures={own}
          hasBudget={own.is_own}
          spent={own.spent}
          address={to(drillOfOwn(family))}
          amount={cell(own, 'Set', rest)}
          menu={menu(own, to(drillOfOwn(family)))}
          isChild
        />
      )}
    </tbody>
  );
}
