import { Checkbox, VisuallyHidden } from '@mantine/core';
import type { Proposal } from '@/api/budgets';
import { CategoryBadge } from '@/components/CategoryBadge';
import { Money } from '@/components/Money';
import classes from './ProposalTable.module.css';

interface ProposalTableProps {
  items: Proposal['items'];
  /** Categories that are left as they are. */
  without: ReadonlySet<string>;
  onToggle: (category: string) => void;
}

/** What each category would get, beside what it has. */
export function ProposalTable({ items, without, onToggle }: ProposalTableProps) {
  const hasPresent = items.some(({ present }) => present !== null);
  return (
    <section className={classes.scroll} aria-label="Proposed budgets">
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">Category</th>
            {hasPresent && <th scope="col">Now</th>}
            <th scope="col">Budget</th>
            <th scope="col">
              <VisuallyHidden>Take it</VisuallyHidden>
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map(({ category_short_desc: key, display_name, color, present, amount }) => (
            <tr key={key}>
              <th scope="row">
                <CategoryBadge name={display_name} color={color} />
              </th>
              {hasPresent && (
                <td>
                  <Money amount={present} kind="plain" />
                </td>
              )}
              <td>
                <Money amount={amount} kind="plain" />
              </td>
              <td>
                <Checkbox
                  aria-label={`Set ${display_name}`}
                  checked={!without.has(key)}
                  onChange={() => onToggle(key)}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
