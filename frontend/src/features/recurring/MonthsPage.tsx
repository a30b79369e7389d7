import { Card } from '@mantine/core';
import { CalendarRange } from 'lucide-react';
import { Link, useSearchParams } from 'react-router';
import { useMonitor } from '@/api/recurring';
import { Answer } from '@/components/Answer';
import { EmptyState } from '@/components/EmptyState';
import { LoadingState } from '@/components/LoadingState';
import { Page } from '@/components/Page';
import { PageHeader } from '@/components/PageHeader';
import { SectionTabs } from '@/components/SectionTabs';
import { useShortcuts } from '@/components/useShortcuts';
import { localDay } from '@/lib/months';
import classes from './Months.module.css';
import { MonthsTable } from './MonthsTable';
import { YearStepper } from './YearStepper';

const FIRST = 1901;

/** The year of the categories that are marked recurring, month by month. */
export function MonthsPage() {
  const [params, setParams] = useSearchParams();
  const present = Number(localDay().slice(0, 4));
  const asked = Number(params.get('year'));
  const year = asked >= FIRST && asked <= present ? asked : present;
  const monitor = useMonitor(year);
  const go = (to: number) => {
    if (to >= FIRST && to <= present) setParams({ year: String(to) });
  };
  useShortcuts([
    { keys: '[', label: 'The year before', run: () => go(year - 1) },
    { keys: ']', label: 'The year after', run: () => go(year + 1) },
  ]);
  return (
    <Page width="wide">
      <PageHeader title="12 months" actions={<YearStepper year={year} last={present} onChange={go} />} />
      <SectionTabs section="Recurring" current="/recurring/months" />
      <Answer
        query={monitor}
        loading={<LoadingState shape="block" height={480} />}
        isEmpty={({ items }) => items.length === 0}
        empty={
          <EmptyState title={`Nothing recurring in ${year}`} icon={CalendarRange}>
            Here are the categories that are marked recurring, such as Rent or Netflix.{' '}
            <Link to="/categories">Mark more of them</Link>.
          </EmptyState>
        }
      >
        {(data) => (
          <Card component="section" aria-label={`Recurring categories in ${data.year}`}>
            <MonthsTable monitor={data} />
            <div className={classes.legend}>
              <span>
                <span className={classes.changed}>▲ ▼</span> another price than in the two months before
              </span>
              <span>
                <span className={classes.swatch}>missed</span> nothing came, though it had each month
              </span>
            </div>
          </Card>
        )}
      </Answer>
    </Page>
  );
}
