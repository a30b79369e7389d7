import { ChevronRight } from 'lucide-react';
import { clsx } from '@/lib/classes';
import classes from './Family.module.css';

interface FamilyOpenerProps {
  /** The parent's name. */
  parent: string;
  isOpen: boolean;
  onToggle: () => void;
}

/** Shows or hides the subcategories of a parent's row. */
export function FamilyOpener({ parent, isOpen, onToggle }: FamilyOpenerProps) {
  return (
    <button
      type="button"
      className={clsx(classes.opener, isOpen && classes.opened)}
      aria-expanded={isOpen}
      aria-label={`Subcategories of ${parent}`}
      onClick={onToggle}
    >
      <ChevronRight size={15} aria-hidden="true" />
    </button>
  );
}
