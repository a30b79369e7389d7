import { useAccounts } from '@/api/accounts';
import { useCategories } from '@/api/categories';
import { CategoryBadge } from '@/components/CategoryBadge';
import { Money } from '@/components/Money';
import { formatDay } from '@/lib/formatting';
import type { ValueKind } from './rows';

interface CellValueProps {
  kind: ValueKind;
  /** As the database holds it: money in cents, names as ids. */
  value: unknown;
}

const STATUSES: Record<string, string> = {
  pending_review: 'To review',
  pending_save: 'Staged',
  confirmed: 'Filed by you',
  auto_confirmed: 'Filed by a rule',
  suggested: 'Suggested',
  refused: 'Refused',
};

/** A stored value as the owner reads it. */
export function CellValue({ kind, value }: CellValueProps) {
  if (value === null || value === undefined || value === '') return <span>none</span>;
  if (kind === 'cents' && typeof value === 'number') return <Money amount={value / 100} />;
  if (kind === 'category') return <CategoryName id={Number(value)} />;
  if (kind === 'account') return <AccountName id={Number(value)} />;
  if (kind === 'color') return <CategoryBadge name={String(value)} color={String(value)} />;
  return <span>{words(kind, value)}</span>;
}

function words(kind: ValueKind, value: unknown): string {
  if (kind === 'yes') return value ? 'yes' : 'no';
  if (kind === 'day') return formatDay(String(value).slice(0, 10));
  if (kind === 'status') return STATUSES[String(value)] ?? String(value);
  return String(value);
}

function CategoryName({ id }: { id: number }) {
  const { data = [] } = useCategories();
  const category = data.find((each) => each.id === id);
  return category ? (
    <CategoryBadge name={category.display_name} color={category.color} />
  ) : (
    <span>a category that is gone</span>
  );
}

function AccountName({ id }: { id: number }) {
  const { data = [] } = useAccounts();
  return <span>{data.find((each) => each.id === id)?.name ?? 'an account that is gone'}</span>;
}
