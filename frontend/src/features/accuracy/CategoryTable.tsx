import type { CategoryFigures } from '@/api/accuracy';
import { formatCount } from '@/lib/formatting';
import { FigureCard } from './FigureCard';
import { ShareTable } from './ShareTable';

const MOST = 12;

const mistakenFor = ({ mistaken_for }: CategoryFigures): string | undefined =>
  mistaken_for.length === 0
    ? undefined
    : `taken for ${mistaken_for.map(({ category, count }) => `${category.name || 'a deleted category'} (${formatCount(count)})`).join(', ')}`;

/** The categories that it gets wrong most often. */
export function CategoryTable({ categories }: { categories: CategoryFigures[] }) {
  const lines = categories.slice(0, MOST).map((one) => ({
    key: one.category.short_desc || one.category.name,
    label: one.category.name || 'A deleted category',
    judged: one.judged,
    accuracy: one.right / one.judged,
    note: mistakenFor(one),
  }));
  return (
    <FigureCard title="By category" lead="What you filed there, and what it was taken for; most mistakes first.">
      <ShareTable linesAre="Category" lines={lines} />
    </FigureCard>
  );
}
