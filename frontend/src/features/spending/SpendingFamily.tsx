import { ChevronRight } from 'lucide-react';
import type { SpendingNode } from '@/api/reports';
import { clsx } from '@/lib/classes';
import classes from './Spending.module.css';
import { SpendingRow } from './SpendingRow';
import type { SpendingView } from './useSpendingView';

interface SpendingFamilyProps {
  node: SpendingNode;
  view: SpendingView;
  largest: number;
  isOpen: boolean;
  onToggle: () => void;
}

/** A parent's row, and when open those of its subcategories. */
export function SpendingFamily({ node, view, largest, isOpen, onToggle }: SpendingFamilyProps) {
  // A parent whose only line is its own has nothing to open.
  const hasParts = node.children.some(({ short_desc }) => short_desc !== node.short_desc);
  return (
    <tbody>
      <SpendingRow
        node={node}
        view={view}
        largest={largest}
        opener={
          hasParts && (
            <button
              type="button"
              className={clsx(classes.opener, isOpen && classes.opened)}
              aria-expanded={isOpen}
              aria-label={`Subcategories of ${node.display_name}`}
              onClick={onToggle}
            >
              <ChevronRight size={15} aria-hidden="true" />
            </button>
          )
        }
      />
      {isOpen &&
        hasParts &&
        node.children.map((child) => (
          <SpendingRow key={child.short_desc ?? ''} node={child} view={view} largest={largest} isChild />
        ))}
    </tbody>
  );
}
