import { Badge, Card, Text, Title } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import classes from './Connections.module.css';
import type { Way } from './ways';

interface WayCardProps {
  way: Way;
  /** Beside its title instead of the price, such as that it is ready. */
  badge?: ReactNode;
  /** What is missing, and what can be chosen. */
  children?: ReactNode;
  actions?: ReactNode;
}

/** One way of getting rows here: what it costs, what it brings, who sees what. */
export function WayCard({ way, badge, children, actions }: WayCardProps) {
  const id = useId();
  const { icon: Icon, title, price, lead, facts } = way;
  return (
    <Card component="section" aria-labelledby={id} padding="lg" className={classes.way}>
      <div className={classes.wayHead}>
        <span className={classes.icon} aria-hidden="true">
          <Icon size={18} strokeWidth={1.75} />
        </span>
        <Title order={2} id={id}>
          {title}
        </Title>
        {badge ?? (
          <Badge variant="light" color="gray">
            {price}
          </Badge>
        )}
      </div>
      <Text size="sm">{lead}</Text>
      <dl className={classes.facts}>
        {facts.map(([label, words]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      <div className={classes.wayFoot}>
        {children}
        {actions && <div className={classes.actions}>{actions}</div>}
      </div>
    </Card>
  );
}
