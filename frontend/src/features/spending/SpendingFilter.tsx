import { useViews } from '@/api/views';
import { FilterBox } from '@/components/filter/FilterBox';
import { ViewsMenu } from '@/components/filter/ViewsMenu';
import classes from './SpendingFilter.module.css';
import type { SpendingView } from './useSpendingView';

/** Only some of the money: what a filter or a saved view lets pass. */
export function SpendingFilter({ view }: { view: SpendingView }) {
  const { data: views = [] } = useViews();
  const open = views.find(({ query }) => query === view.filter.trim());
  return (
    <search className={classes.line} aria-label="Filter">
      <FilterBox
        className={classes.box}
        label="Filter the spending"
        placeholder="Only some of it: account:checking -tag:vacation"
        value={view.filter}
        onChange={view.setFilter}
      />
      <ViewsMenu
        current={open?.name ?? null}
        query={view.filter.trim()}
        onOpen={({ query }) => view.setFilter(query)}
      />
    </search>
  );
}
