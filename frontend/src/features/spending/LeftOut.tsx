import { Anchor, Card, Text, Title } from '@mantine/core';
import { Link } from 'react-router';
import type { SpendingReport } from '@/api/reports';
import { Money } from '@/components/Money';
import { formatCount } from '@/lib/formatting';
import classes from './Spending.module.css';

interface LeftOutProps {
  report: SpendingReport;
}

type Reason = SpendingReport['left_out'][number];

function words({ reason, count }: Reason): { name: string; why: string; link?: { to: string; label: string } } {
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
  return { name: `${rows} left out`, why: reason };
}

/** What the figures do not hold, and why: nothing is hidden. */
export function LeftOut({ report }: LeftOutProps) {
  if (report.left_out.length === 0) return null;
  return (
    <Card component="section" aria-label="Not counted">
      <Title order={2} mb="xs">
        Not counted
      </Title>
      <ul className={classes.leftOut}>
        {report.left_out.map((each) => {
          const { name, why, link } = words(each);
          return (
            <li key={each.reason}>
              <div>
                <Text size="sm" fw={550}>
                  {name}
                </Text>
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
