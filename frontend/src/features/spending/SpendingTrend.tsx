import { Card } from '@mantine/core';
import { X } from 'lucide-react';
import { useCategories } from '@/api/categories';
import { type MonthTotals, useTrend } from '@/api/reports';
import { Answer } from '@/components/Answer';
import { moneyColor } from '@/components/charts/palette';
import { TrendChart, type TrendSeries } from '@/components/charts/TrendChart';
import { LoadingState } from '@/components/LoadingState';
import { CategoryPicker } from '@/components/pickers/CategoryPicker';
import { formatMonthTick } from '@/lib/formatting';
import { monthOf, monthPeriod, wholeMonths } from '@/lib/months';
import { ClearButton } from './ClearButton';
import { type SpendingView, trendEnd } from './useSpendingView';

const SPENDING: TrendSeries = { name: 'spending', label: 'Spending', color: moneyColor('expenses'), kind: 'spent' };
const INCOME: TrendSeries = { name: 'income', label: 'Income', color: moneyColor('income'), kind: 'spent' };

const pointOf = ({ month, income, spending }: MonthTotals) => ({
  key: month,
  label: formatMonthTick(month),
  figures: { income, spending },
});

/** Twelve months of everything, or of one category; a bar leads to its month. */
export function SpendingTrend({ view }: { view: SpendingView }) {
  const { category, accountId, filter, period } = view;
  const trend = useTrend({ last: trendEnd(period), category, accountId, filter });
  const { data: categories = [] } = useCategories();
  const chosen = categories.find(({ short_desc }) => short_desc === category);
  const own = chosen?.is_income ? INCOME : SPENDING;
  const series = chosen
    ? [{ ...own, color: chosen.color ?? own.color, label: chosen.display_name }]
    : [INCOME, SPENDING];
  return (
    <Card component="section" aria-label="Twelve months">
      <Answer query={trend} loading={<LoadingState shape="block" height={260} />}>
        {(months) => (
          <TrendChart
            title={chosen ? `${chosen.display_name} by month` : 'By month'}
            points={months.map(pointOf)}
            series={series}
            height={230}
            actions={<TrendCategory view={view} />}
            selected={wholeMonths(period) === 1 ? monthOf(period.from) : undefined}
            onSelect={(month) => view.setPeriod(monthPeriod(month))}
          />
        )}
      </Answer>
    </Card>
  );
}

/** Which category's months are drawn. */
function TrendCategory({ view }: { view: SpendingView }) {
  return (
    <>
      <CategoryPicker
        value={view.category}
        onChange={(key) => view.set('category', key)}
        aria-label="Months of a category"
        placeholder="All categories"
        size="xs"
      />
      {view.category !== null && (
        <ClearButton label="Months of all categories" icon={X} onClick={() => view.set('category', null)} />
      )}
    </>
  );
}
