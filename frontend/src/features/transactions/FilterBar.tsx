import { Button } from '@mantine/core';
import { SlidersHorizontal } from 'lucide-react';
import { useCallback, useState } from 'react';
import { useAccounts } from '@/api/accounts';
import { FilterBox } from '@/components/filter/FilterBox';
import { FilterBuilder } from '@/components/filter/FilterBuilder';
import { ViewsMenu } from '@/components/filter/ViewsMenu';
import { useIsPhone } from '@/components/table/useShownColumns';
import classes from './FilterBar.module.css';
import { type Filter, isFiltered, NO_FILTER } from './filter';
import { AccountFilter } from './filters/AccountFilter';
import { AmountFilter } from './filters/AmountFilter';
import { CategoryFilter } from './filters/CategoryFilter';
import { MoreFilters } from './filters/MoreFilters';
import { PeriodFilter } from './filters/PeriodFilter';
import { StatusFilter } from './filters/StatusFilter';
import { wholeFilter } from './wholeFilter';

interface FilterBarProps {
  filter: Filter;
  /** The saved view that is open. */
  view: string | null;
  onView: (name: string) => void;
  onChange: (fields: Partial<Filter>, quiet?: boolean) => void;
  /** Where the keyboard goes from the search box. */
  onLeave: () => void;
}

/** What is shown: one box, saved views, and one pill per filter. On a phone only the pills in use stay in sight. */
export function FilterBar({ filter, view, onView, onChange, onLeave }: FilterBarProps) {
  const [isUnfolded, setUnfolded] = useState(false);
  const showsAll = !useIsPhone() || isUnfolded;
  const { data: accounts = [] } = useAccounts();
  const type = useCallback((text: string) => onChange({ text }, true), [onChange]);
  const { period, accountId, category, statuses, flow, min, max } = filter;
  return (
    <search className={classes.bar} aria-label="Filter">
      <div className={classes.line}>
        <FilterBox
          className={classes.search}
          label="Search transactions"
          placeholder="Words, an amount, or category:food date:last-month"
          value={filter.text}
          onChange={type}
          onLeave={onLeave}
        />
        {showsAll && <FilterBuilder value={filter.text} onChange={(text) => onChange({ text })} />}
        <ViewsMenu current={view} query={wholeFilter(filter, accounts)} onOpen={({ name }) => onView(name)} />
      </div>
      {!showsAll && (
        <Button
          variant="default"
          leftSection={<SlidersHorizontal size={15} aria-hidden="true" />}
          onClick={() => setUnfolded(true)}
        >
          Filters
        </Button>
      )}
      {(showsAll || period) && <PeriodFilter value={period} onChange={(next) => onChange({ period: next })} />}
      {(showsAll || accountId) && (
        <AccountFilter value={accountId} onChange={(next) => onChange({ accountId: next })} />
      )}
      {(showsAll || category) && <CategoryFilter value={category} onChange={(next) => onChange({ category: next })} />}
      {(showsAll || statuses.length > 0) && (
        <StatusFilter value={statuses} onChange={(next) => onChange({ statuses: next })} />
      )}
      {(showsAll || flow || min || max) && <AmountFilter value={{ flow, min, max }} onChange={onChange} />}
      <MoreFilters filter={filter} onChange={onChange} isShort={!showsAll} />
      {isFiltered(filter) && (
        <Button variant="subtle" px="xs" onClick={() => onChange(NO_FILTER)}>
          Clear all
        </Button>
      )}
    </search>
  );
}
