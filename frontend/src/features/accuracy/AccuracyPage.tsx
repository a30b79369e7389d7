import { Button } from '@mantine/core';
import { Target } from 'lucide-react';
import { Link } from 'react-router';
import { useAccuracy } from '@/api/accuracy';
import { Answer } from '@/components/Answer';
import { EmptyState } from '@/components/EmptyState';
import { LoadingState } from '@/components/LoadingState';
import { Page } from '@/components/Page';
import { PageHeader } from '@/components/PageHeader';
import { SectionTabs } from '@/components/SectionTabs';
import classes from './Accuracy.module.css';
import { Calibration } from './Calibration';
import { CategoryTable } from './CategoryTable';
import { Headline } from './Headline';
import { MistakeList } from './MistakeList';
import { MonthTable } from './MonthTable';
import { PartTable } from './PartTable';

/** How often the app is right: what it predicted, compared with what the owner confirmed. */
export function AccuracyPage() {
  const query = useAccuracy();
  return (
    <Page>
      <PageHeader
        title="Accuracy"
        description="What the app predicted before you saw it, compared with what you decided."
      />
      <SectionTabs section="Categories & rules" current="/accuracy" />
      <Answer
        query={query}
        loading={<LoadingState shape="cards" count={3} height={170} label="Counting predictions" />}
        isEmpty={({ total }) => total.rows === 0}
        empty={
          <EmptyState
            icon={Target}
            title="Nothing to judge yet"
            actions={
              <Button component={Link} to="/review">
                Review transactions
              </Button>
            }
          >
            Every suggestion is written down before you see it. Once you have confirmed or changed some, this page tells
            how often they were right.
          </EmptyState>
        }
      >
        {(accuracy) => (
          <>
            <Headline accuracy={accuracy} />
            <PartTable parts={accuracy.parts} />
            {accuracy.total.judged > 0 && (
              <>
                <div className={classes.pair}>
                  <div className={classes.stack}>
                    <Calibration accuracy={accuracy} />
                    <CategoryTable categories={accuracy.categories} />
                  </div>
                  <MonthTable months={accuracy.months} />
                </div>
                <MistakeList />
              </>
            )}
          </>
        )}
      </Answer>
    </Page>
  );
}
