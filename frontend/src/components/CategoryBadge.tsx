import { clsx } from '@/lib/classes';
import classes from './CategoryBadge.module.css';

interface CategoryBadgeProps {
  /** `null` is "Uncategorized". */
  name: string | null | undefined;
  color?: string | null;
  /** A guess that nobody has confirmed: drawn quieter. */
  guess?: boolean;
}

/** A category's dot and name. */
export function CategoryBadge({ name, color, guess = false }: CategoryBadgeProps) {
  return (
    <span className={classes.badge}>
      <span
        className={clsx(classes.dot, !name && classes.none)}
        style={name ? { backgroundColor: color || 'var(--mantine-color-gray-5)' } : undefined}
        aria-hidden="true"
      />
      <span className={clsx(classes.name, (!name || guess) && classes.quiet)}>{name || 'Uncategorized'}</span>
    </span>
  );
}
