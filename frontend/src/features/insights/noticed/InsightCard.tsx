import { ActionIcon, Anchor, Card, Tooltip } from '@mantine/core';
import { X } from 'lucide-react';
import { Link } from 'react-router';
import type { Insight } from '@/api/noticed';
import { insightIcon } from '@/components/insights/insightIcons';
import { Told } from '@/components/insights/Told';
import { InsightChart } from './InsightChart';
import classes from './Noticed.module.css';
import type { NoticedActs } from './useNoticedActs';
import { SOURCE_WORDS } from './words';

interface InsightCardProps {
  insight: Insight;
  acts: NoticedActs;
}

/** One insight: what it is, what it is compared with, its course, and the way to its rows. */
export function InsightCard({ insight, acts }: InsightCardProps) {
  const { kind, title, detail, source, history, weight } = insight;
  const Icon = insightIcon(kind);
  return (
    <Card className={classes.card} data-weight={weight}>
      <span className={classes.icon}>
        <Icon size={17} aria-hidden="true" />
      </span>
      <div className={classes.words}>
        <h3 className={classes.title}>
          <Told text={title} />
        </h3>
        <p className={classes.detail}>
          <Told text={detail} />
        </p>
      </div>
      <Tooltip label="Put aside until it happens again">
        <ActionIcon
          size="lg"
          className={classes.aside}
          aria-label={`Put aside: ${title}`}
          onClick={() => acts.putAside(insight)}
        >
          <X size={16} aria-hidden="true" />
        </ActionIcon>
      </Tooltip>
      <div className={classes.foot}>
        <Anchor
          component={Link}
          to={source.address}
          size="sm"
          aria-label={`${SOURCE_WORDS[source.label] ?? source.label}: ${title}`}
        >
          {SOURCE_WORDS[source.label] ?? source.label}
        </Anchor>
        <InsightChart history={history} />
      </div>
    </Card>
  );
}
