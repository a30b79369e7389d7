import { Combobox } from '@mantine/core';
import type { Completion } from '@/api/filters';
import { Keys } from '../Keys';
import classes from './Filter.module.css';

interface FilterOptionsProps {
  items: readonly Completion[];
}

/** What could be typed next. */
export function FilterOptions({ items }: FilterOptionsProps) {
  return (
    <Combobox.Dropdown>
      <Combobox.Options aria-label="Suggestions" className={classes.options}>
        {items.map((item, index) => (
          <Combobox.Option key={item.text} value={String(index)} className={classes.option}>
            <span className={classes.name}>{item.label}</span>
            {item.detail && <span className={classes.detail}>{item.detail}</span>}
          </Combobox.Option>
        ))}
      </Combobox.Options>
      <div className={classes.hint} aria-hidden="true">
        <span>
          <Keys keys="tab" /> completes
        </span>
        <span>
          <Keys keys="enter" /> to the list
        </span>
      </div>
    </Combobox.Dropdown>
  );
}
