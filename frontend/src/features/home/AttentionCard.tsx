import { Card, Group, Text } from '@mantine/core';
import {
  ArrowLeftRight,
  ChevronRight,
  CircleAlert,
  CircleCheck,
  Clock,
  Copy,
  Inbox,
  KeyRound,
  ListChecks,
  type LucideIcon,
  Save,
  Scale,
  Unplug,
} from 'lucide-react';
import { Link } from 'react-router';
import type { Attention } from '@/api/home';
import { CardHead } from './CardHead';
import classes from './Home.module.css';

interface AttentionCardProps {
  attention: readonly Attention[];
}

const ICONS: Record<string, LucideIcon> = {
  review: Inbox,
  staged: Save,
  transfers: ArrowLeftRight,
  possible_duplicates: Copy,
  balance: Scale,
  stale_account: Clock,
  connection: Unplug,
  connection_gone: Unplug,
  connection_keys: KeyRound,
  undecided_accounts: ListChecks,
};

/** What waits for the owner, each a step away. */
export function AttentionCard({ attention }: AttentionCardProps) {
  return (
    <Card component="section" aria-labelledby="home-attention" className={classes.second}>
      <CardHead id="home-attention" title="Needs attention" />
      {attention.length === 0 && (
        <Group gap="xs" wrap="nowrap">
          <CircleCheck size={18} color="var(--app-money-in)" aria-hidden="true" />
          <Text size="sm">All caught up. Nothing waits for you.</Text>
        </Group>
      )}
      <ul className={classes.list}>
        {attention.map(({ kind, message, link }) => {
          const Icon = ICONS[kind] ?? CircleAlert;
          return (
            <li key={kind}>
              <Link className={`${classes.line} ${classes.task}`} to={link}>
                <Icon size={16} aria-hidden="true" />
                <span>{message}</span>
                <ChevronRight size={15} aria-hidden="true" />
              </Link>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
