import { ActionIcon, Card, Title, Tooltip } from '@mantine/core';
import { CalendarX2, Clock, Copy, CopyCheck, Hourglass, type LucideIcon, TrendingUp, Users, X } from 'lucide-react';
import type { RecurringAlert } from '@/api/recurring';
import { AlertSentence } from './AlertSentence';
import classes from './Recurring.module.css';
import type { SeriesActs } from './useSeriesActs';
import { ALERT_TITLES } from './words';

interface AlertListProps {
  alerts: RecurringAlert[];
  acts: SeriesActs;
  onOpen: (key: string) => void;
}

const ICONS: Record<RecurringAlert['kind'], LucideIcon> = {
  price_rise: TrendingUp,
  late: Clock,
  missed: CalendarX2,
  charged_twice: Copy,
  same_service: Users,
  two_plans: CopyCheck,
  forgotten: Hourglass,
  trial_turned_paid: Hourglass,
};

/** What is worth a look: each can be opened, or dismissed for ever. */
export function AlertList({ alerts, acts, onOpen }: AlertListProps) {
  if (alerts.length === 0) return null;
  return (
    <Card component="section" aria-labelledby="worth-a-look">
      <Title order={2} id="worth-a-look" mb="xs">
        Worth a look
      </Title>
      <ul className={classes.alerts}>
        {alerts.map((alert) => {
          const Icon = ICONS[alert.kind];
          return (
            <li key={`${alert.series_key} ${alert.id}`}>
              <span className={classes.alertIcon} data-kind={alert.kind}>
                <Icon size={16} aria-hidden="true" />
              </span>
              <span className={classes.alertWords}>
                <span className={classes.alertKind}>{ALERT_TITLES[alert.kind]}</span>
                <span>
                  <button type="button" className={classes.linkButton} onClick={() => onOpen(alert.series_key)}>
                    {alert.series_name}
                  </button>{' '}
                  <AlertSentence alert={alert} />
                </span>
              </span>
              <Tooltip label="Dismiss this alert for ever">
                <ActionIcon
                  size="lg"
                  aria-label={`Dismiss: ${ALERT_TITLES[alert.kind]}, ${alert.series_name}`}
                  onClick={() => acts.hideAlert(alert)}
                >
                  <X size={16} aria-hidden="true" />
                </ActionIcon>
              </Tooltip>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
