import { Title } from '@mantine/core';
import { useId } from 'react';
import type { Insight } from '@/api/noticed';
import { InsightCard } from './InsightCard';
import classes from './Noticed.module.css';
import type { NoticedActs } from './useNoticedActs';

interface InsightGroupProps {
  title: string;
  insights: Insight[];
  acts: NoticedActs;
}

/** The insights of one weight, largest amount first. */
export function InsightGroup({ title, insights, acts }: InsightGroupProps) {
  const id = useId();
  if (insights.length === 0) return null;
  return (
    <section aria-labelledby={id}>
      <Title order={2} id={id} mb="xs">
        {title}
      </Title>
      <ul className={classes.cards}>
        {insights.map((insight) => (
          <li key={insight.key}>
            <InsightCard insight={insight} acts={acts} />
          </li>
        ))}
      </ul>
    </section>
  );
}
