import { useStatus } from '@/api/status';
import { Answer } from '@/components/Answer';
import { LoadingState } from '@/components/LoadingState';
import { Page } from '@/components/Page';
import { FirstRun } from './FirstRun';
import { MonthSoFar } from './MonthSoFar';
import { useDemoAddress } from './useDemoAddress';

/** Home: the first steps, or how the month stands. */
export function HomePage() {
  const status = useStatus();
  const isEntering = useDemoAddress();
  const loading = (
    <Page>
      <LoadingState shape="cards" count={3} height={180} label="Fetching the month" />
    </Page>
  );
  if (isEntering) return loading;
  return (
    <Answer query={status} loading={loading} isEmpty={({ first_run }) => first_run} empty={<FirstRun />}>
      {() => <MonthSoFar />}
    </Answer>
  );
}
