import type { SpendingNode } from '@/api/reports';
import { FamilyOpener } from '@/components/table/FamilyOpener';
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
        opener={hasParts && <FamilyOpener parent={node.display_name} isOpen={isOpen} onToggle={onToggle} />}
      />
      {isOpen &&
        hasParts &&
        node.children.map((child) => (
          <SpendingRow key={child.short_desc ?? ''} node={child} view={view} largest={largest} isChild />
        ))}
    </tbody>
  );
}
