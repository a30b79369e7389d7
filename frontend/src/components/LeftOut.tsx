import { Anchor, Card, Text, Title } from '@mantine/core';
import { Link } from 'react-router';
import { formatCount } from '@/lib/formatting';
import classes from './LeftOut.module.css';
import { Money } from './Money';

interface Reason {
  reason: string;
  count: number;
  total: number;
}

interface LeftOutProps {
  reasons: readonly Reason[];
  /** Where the rows of a reason are listed. */
  addressOf: (reason: string) => string;
}

interface Words {
  name: string;
  why: string;
  link?: { to: string; label: string };
}

function words({ reason, count }: Reason): Words {
  const rows = formatCount(count);
  if (reason === 'transfer') {
    return {
      name: count === 1 ? '1 transfer' : `${rows} transfers`,
      why: 'Between your own accounts: it only changed pockets.',
    };
  }
  if (reason === 'waiting') {
    return {
      name: `${rows} waiting for review`,
      why: 'They count as soon as you confirm them.',
      link: { to: '/review', label: 'Review now' },
    };
  }
  if (reason === 'left_out') {
    return { name: `${rows} left out by you`, why: 'They count in balances, and in no report.' };
  }
  return { name: `${rows} left out`, why: reason };
}

/** What a report's figures do not hold, and why: nothing is hidden. */
export function LeftOut({ reasons, addressOf }: LeftOutProps) {
  if (reasons.length === 0) return null;
  return (
    <Card component="section" aria-label="Not counted">
      <Title order={2} mb="xs">
        Not counted
      </Title>
      <ul className={classes.list}>
        {reasons.map((each) => {
          const { name, why, link } = words(each);
          return (
            <li key={each.reason}>
              <div>
                <Anchor component={Link} to={addressOf(each.reason)} size="sm" fw={550} c="inherit">
                  {name}
                </Anchor>
                <Text size="xs" c="dimmed">
                  {why}{' '}
                  {link && (
                    <Anchor component={Link} to={link.to} size="xs" underline="always">
                      {link.label}
                    </Anchor>
                  )}
                </Text>
              </div>
              <Text size="sm" component="div" ta="end">
                <Money amount={each.total} kind="plain" />
                <Text size="xs" c="dimmed">
                  out
                </Text>
              </Text>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
