import { Card, SegmentedControl } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { CalendarDays } from 'lucide-react';
import { Link, useSearchParams } from 'react-router';
import { useBillMonth } from '@/api/recurring';
import { Answer } from '@/components/Answer';
import { EmptyState } from '@/components/EmptyState';
import { LoadingState } from '@/components/LoadingState';
import { Page } from '@/components/Page';
import { PageHeader } from '@/components/PageHeader';
import { MonthPicker } from '@/components/pickers/MonthPicker';
import { useMonthParam } from '@/components/pickers/useAddress';
import { SectionTabs } from '@/components/SectionTabs';
import { useShortcuts } from '@/components/useShortcuts';
import { formatMonth } from '@/lib/formatting';
import { addMonths, currentMonth } from '@/lib/months';
import { BillList } from './BillList';
import { BillMonth } from './BillMonth';
import { BillSums } from './BillSums';
import classes from './Calendar.module.css';

const AHEAD = 24;
const VIEWS = [
  { value: 'month', label: 'Month' },
  { value: 'list', label: 'List' },
];

/** What came and what is due, day by day; a phone always shows the list. */
export function BillsPage() {
  const [month, setMonth] = useMonthParam();
  const [params, setParams] = useSearchParams();
  const isNarrow = useMediaQuery('(max-width: 48em)');
  const isList = isNarrow || params.get('view') === 'list';
  const bills = useBillMonth(month);
  const last = addMonths(currentMonth(), AHEAD);
  const setView = (view: string) =>
    setParams((before) => {
      const after = new URLSearchParams(before);
      after.delete('view');
      if (view === 'list') after.set('view', view);
      return after;
    });
  useShortcuts([
    { keys: '[', label: 'The month before', run: () => setMonth(addMonths(month, -1)) },
    { keys: ']', label: 'The month after', run: () => month < last && setMonth(addMonths(month, 1)) },
    { keys: 'v', label: 'Month or list', run: () => setView(isList ? 'month' : 'list') },
  ]);
  return (
    <Page>
      <PageHeader title="Calendar" actions={<MonthPicker value={month} onChange={setMonth} last={last} />} />
      <SectionTabs section="Recurring" current="/bills" />
      <Answer query={bills} loading={<LoadingState shape="block" height={640} />}>
        {(data) => (
          <Card component="section" aria-label={`Bills of ${formatMonth(month)}`}>
            <div className={classes.calendarHead}>
              <BillSums bills={data} />
              {!isNarrow && (
                <SegmentedControl
                  aria-label="How to show it"
                  data={VIEWS}
                  value={isList ? 'list' : 'month'}
                  onChange={setView}
                />
              )}
            </div>
            {data.items.length === 0 && (
              <EmptyState title={`Nothing in ${formatMonth(month)}`} icon={CalendarDays}>
                No bill was found or is due in this month. <Link to="/recurring">See what comes again and again</Link>.
              </EmptyState>
            )}
            {data.items.length > 0 && isList && <BillList bills={data} />}
            {data.items.length > 0 && !isList && <BillMonth bills={data} />}
          </Card>
        )}
      </Answer>
    </Page>
  );
}
