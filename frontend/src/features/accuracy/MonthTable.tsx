import { Button } from '@mantine/core';
import { useState } from 'react';
import type { MonthFigures } from '@/api/accuracy';
import { formatCount, formatMonth } from '@/lib/formatting';
import { FigureCard } from './FigureCard';
import { ShareTable } from './ShareTable';

const FEW = 12;

/** Month by month, the latest first. */
export function MonthTable({ months }: { months: MonthFigures[] }) {
  const [all, setAll] = useState(false);
  const latest = months.filter(({ judged, filed }) => judged + filed > 0).reverse();
  const lines = (all ? latest : latest.slice(0, FEW)).map((one) => ({
    key: one.month,
    label: formatMonth(one.month),
    judged: one.judged,
    accuracy: one.accuracy,
    note: one.filed > 0 ? `${formatCount(one.filed)} of ${formatCount(one.rows)} filed by itself` : undefined,
  }));
  return (
    <FigureCard title="Month by month" lead="By the date of the transactions.">
      <ShareTable linesAre="Month" lines={lines} />
      {latest.length > FEW && !all && (
        <Button variant="subtle" size="compact-sm" mt="xs" onClick={() => setAll(true)}>
          Show all {formatCount(latest.length)} months
        </Button>
      )}
    </FigureCard>
  );
}
