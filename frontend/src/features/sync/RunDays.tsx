import { Card, Title } from '@mantine/core';
import type { SyncRun } from '@/api/sync';
import { RunRow } from './RunRow';
import classes from './Sync.module.css';
import { byDay } from './words';

/** Attempts under the day on which they began. */
export function RunDays({ runs }: { runs: readonly SyncRun[] }) {
  return byDay(runs).map(({ day, label, runs: those }) => (
    <section key={day} aria-label={label}>
      <Title order={2} mb={6} c="dimmed" size="sm">
        {label}
      </Title>
      <Card component="ul" className={classes.list} padding={0}>
        {those.map((run) => (
          <RunRow key={run.id} run={run} />
        ))}
      </Card>
    </section>
  ));
}
