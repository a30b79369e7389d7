import type { Accuracy } from '@/api/accuracy';
import { formatPercent } from '@/lib/formatting';
import { FigureCard } from './FigureCard';
import { ShareTable } from './ShareTable';

/** Whether "90 % sure" means right nine times of ten. */
export function Calibration({ accuracy }: { accuracy: Accuracy }) {
  const lines = accuracy.bins
    .filter(({ judged }) => judged > 0)
    .reverse()
    .map((bin) => ({
      key: String(bin.low),
      label: `${formatPercent(bin.low)} to ${formatPercent(bin.high)}`,
      judged: bin.judged,
      accuracy: bin.accuracy,
      expected: bin.expected,
      note: bin.expected === null ? undefined : `said ${formatPercent(bin.expected)} on average`,
    }));
  const apart = accuracy.calibration_error;
  return (
    <FigureCard
      title="Does it know how sure it is?"
      lead={
        apart === null
          ? 'What it said of itself, and what came true.'
          : `What it said of itself (the line) and what came true (the bar) lie ${formatPercent(apart)} apart on average.`
      }
    >
      <ShareTable linesAre="It was sure" lines={lines} />
    </FigureCard>
  );
}
