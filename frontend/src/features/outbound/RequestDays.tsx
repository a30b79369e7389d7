import { Card, Title } from '@mantine/core';
import type { OutboundRequest } from '@/api/outbound';
import classes from './Outbound.module.css';
import { RequestRow } from './RequestRow';
import { byDay } from './words';

/** Requests under the day on which they were made. */
export function RequestDays({ requests }: { requests: readonly OutboundRequest[] }) {
  return byDay(requests).map(({ day, label, requests: those }) => (
    <section key={day} aria-label={label}>
      <Title order={2} mb={6} c="dimmed" size="sm">
        {label}
      </Title>
      <Card component="ul" className={classes.list} padding={0}>
        {those.map((request) => (
          <RequestRow key={request.id} request={request} />
        ))}
      </Card>
    </section>
  ));
}
