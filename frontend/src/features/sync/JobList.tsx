import { Card, Text, Title } from '@mantine/core';
import { useScheduler } from '@/api/sync';
import { Answer } from '@/components/Answer';
import { LoadingState } from '@/components/LoadingState';
import { JobRow } from './JobRow';
import classes from './Sync.module.css';

/** What the app does by the clock: when next, how it went last; run now, pause. */
export function JobList() {
  const query = useScheduler();
  return (
    <section aria-labelledby="by-the-clock">
      <Title order={2} id="by-the-clock" mb={6} c="dimmed" size="sm">
        On a schedule
      </Title>
      <Answer query={query} loading={<LoadingState shape="block" height={150} label="Fetching the jobs" />}>
        {({ items, is_on: isOn }) => (
          <Card component="ul" className={classes.list} padding={0}>
            {!isOn && (
              <li className={classes.note}>
                <Text size="sm" c="dimmed">
                  The schedule is off here, so nothing runs by itself. <code>budgetapp sync --loop</code> keeps it
                  without the app.
                </Text>
              </li>
            )}
            {items.map((job) => (
              <JobRow key={job.name} job={job} isOn={isOn} />
            ))}
          </Card>
        )}
      </Answer>
    </section>
  );
}
