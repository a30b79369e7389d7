import { ColorPicker, Popover } from '@mantine/core';
import { useState } from 'react';
import type { Category } from '@/api/categories';
import classes from './Categories.module.css';

/** A palette whose members stay apart beside each other. */
export const SWATCHES = [
  '#FF6B6B',
  '#E8590C',
  '#F7DC6F',
  '#96CEB4',
  '#4ECDC4',
  '#0E8A7E',
  '#45B7D1',
  '#3B6FB6',
  '#85C1E9',
  '#B084CC',
  '#DDA0DD',
  '#C2417C',
  '#A47551',
  '#8A94A6',
];

interface ColorDotProps {
  category: Category;
  onChange: (color: string) => void;
}

/** A category's color, and a palette to choose another from. */
export function ColorDot({ category, onChange }: ColorDotProps) {
  const [isOpen, setOpen] = useState(false);
  const dot = (
    <button
      type="button"
      className={classes.dot}
      aria-label={`Color of ${category.display_name}`}
      aria-expanded={isOpen}
      onClick={() => setOpen(!isOpen)}
    >
      <span style={{ backgroundColor: category.color ?? 'var(--mantine-color-gray-5)' }} />
    </button>
  );
  // A hundred closed popovers would cost the page more than all the rest of it.
  if (!isOpen) return dot;
  return (
    <Popover opened onChange={setOpen} position="bottom-start" trapFocus returnFocus>
      <Popover.Target>{dot}</Popover.Target>
      <Popover.Dropdown aria-label={`Color of ${category.display_name}`}>
        <ColorPicker
          defaultValue={category.color ?? '#8A94A6'}
          swatches={SWATCHES}
          swatchesPerRow={7}
          saturationLabel="Saturation"
          hueLabel="Hue"
          onChangeEnd={(color) => {
            if (color !== category.color) onChange(color);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
