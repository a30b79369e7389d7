/** What a category picker needs to know of a category. */
export interface CategoryChoice {
  short_desc: string;
  display_name: string;
  parent?: string | null;
  color?: string | null;
}

export interface CategoryGroup<C extends CategoryChoice> {
  parent: C;
  children: C[];
}

/** The flat list as a tree of two levels, in the order it came; an orphan stands on its own. */
export function groupCategories<C extends CategoryChoice>(categories: readonly C[]): CategoryGroup<C>[] {
  const groups = new Map<string, CategoryGroup<C>>();
  const names = new Set(categories.map(({ short_desc }) => short_desc));
  const isTop = ({ parent }: C): boolean => !parent || !names.has(parent);
  for (const parent of categories.filter(isTop)) groups.set(parent.short_desc, { parent, children: [] });
  for (const child of categories) if (!isTop(child)) groups.get(child.parent ?? '')?.children.push(child);
  return [...groups.values()];
}

/** `Food › Groceries` */
export function categoryPath<C extends CategoryChoice>(category: C, categories: readonly C[]): string {
  const parent = categories.find(({ short_desc }) => short_desc === category.parent);
  return parent ? `${parent.display_name} › ${category.display_name}` : category.display_name;
}
