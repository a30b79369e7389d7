import { useCategories } from '@/api/categories';
import { CategoryBadge } from '@/components/CategoryBadge';

interface RuleCategoryProps {
  /** The category's key. */
  category: string;
  name: string;
}

/** The category that a rule gives. */
export function RuleCategory({ category, name }: RuleCategoryProps) {
  const { data = [] } = useCategories();
  const color = data.find(({ short_desc }) => short_desc === category)?.color;
  return <CategoryBadge name={name} color={color} />;
}
