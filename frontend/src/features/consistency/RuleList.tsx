import { Card, Title } from '@mantine/core';
import { Check as CheckMark } from 'lucide-react';
import type { Check } from '@/api/consistency';
import classes from './Consistency.module.css';

interface RuleListProps {
  checks: readonly Check[];
}

/** The rules that hold, each with what it protects. */
export function RuleList({ checks }: RuleListProps) {
  if (checks.length === 0) return null;
  return (
    <Card component="section" aria-labelledby="rules-that-hold" padding="lg">
      <Title order={2} id="rules-that-hold">
        What holds
      </Title>
      <ul className={classes.rules}>
        {checks.map(({ key, name, about }) => (
          <li key={key} className={classes.holds}>
            <CheckMark size={15} strokeWidth={2.4} className={classes.sound} aria-hidden="true" />
            <span>
              <span className={classes.what}>{name}</span>
              <span className={classes.detail}>{about}</span>
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
