import { VisuallyHidden } from '@mantine/core';
import { useHiddenAmounts } from '@/components/hiddenAmounts';
import { HIDDEN } from '@/components/money';
import classes from './Told.module.css';

// As the server writes amounts: a sign of a currency before them, or its letters after them.
const AMOUNT = /(-?[$€£][\d,]+\.\d{2}|-?[\d,]+\.\d{2} [A-Z]{3}\b)/;

/** A sentence of the server's, with its amounts in figures that line up, and hidden where they are to be. */
export function Told({ text }: { text: string }) {
  const hidden = useHiddenAmounts();
  return text.split(AMOUNT).map((part, place) => {
    if (place % 2 === 0) return part;
    const key = `${place} ${part}`;
    if (!hidden)
      return (
        <span key={key} className={classes.amount}>
          {part}
        </span>
      );
    return (
      <span key={key}>
        <span aria-hidden="true">{HIDDEN}</span>
        <VisuallyHidden>hidden amount</VisuallyHidden>
      </span>
    );
  });
}
