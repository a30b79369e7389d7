import { Card, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { HomeReport } from '@/api/home';
import { CategoryBadge } from '@/components/CategoryBadge';
import { Money } from '@/components/Money';
import { formatMonth, formatPercent } from '@/lib/formatting';
import { CardHead } from './CardHead';
import classes from './Home.module.css';

interface TopCategoriesProps {
  report: HomeReport;
}

type Top = HomeReport['top_categories'][number];

/** Where most of the month's money went. */
export function TopCategories({ report: { month, top_categories: top } }: TopCategoriesProps) {
  const shown = top.filter(({ count }) => count > 0);
  const largest = Math.max(0, ...shown.map(({ share }) => share));
  return (
    <Card component="section" aria-labelledby="home-top">
      <CardHead id="home-top" title="Where it went" more={{ to: '/spending', label: 'All spending' }} />
      {shown.length === 0 ? (
        <Text size="sm" c="dimmed">
          Nothing spent in {formatMonth(month)} yet. Import a newer file, or look at earlier months under Spending.
        </Text>
      ) : (
        <ul className={classes.list}>
          {shown.map((category) => (
            <li key={category.short_desc ?? ''}>
              <TopLine category={category} month={month} largest={largest} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

interface TopLineProps {
  category: Top;
  month: string;
  largest: number;
}

function TopLine({ category, month, largest }: TopLineProps) {
  const { short_desc, display_name, color, total, share } = category;
  const width = largest > 0 ? (share / largest) * 100 : 0;
  return (
    <Link
      className={`${classes.line} ${classes.top}`}
      to={`/transactions?category=${short_desc ?? 'uncategorized'}&period=${month}`}
    >
      <CategoryBadge name={short_desc && display_name} color={color} />
      <span className={classes.bar} aria-hidden="true">
        <span
          className={classes.barFill}
          style={{ width: `${width}%`, backgroundColor: color ?? 'var(--mantine-color-gray-5)' }}
        />
      </span>
      <span className={classes.end}>
        <Money amount={total} kind="spent" />
      </span>
      <span className={`${classes.end} ${classes.quiet}`}>{formatPercent(share)}</span>
    </Link>
  );
}
