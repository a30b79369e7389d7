import { Box, CloseButton, Combobox, useCombobox } from '@mantine/core';
import { Search } from 'lucide-react';
import { type KeyboardEvent, useId, useRef } from 'react';
import { clsx } from '@/lib/classes';
import { Keys } from '../Keys';
import { useShortcuts } from '../useShortcuts';
import { FaultLine } from './FaultLine';
import classes from './Filter.module.css';
import { FilterMirror } from './FilterMirror';
import { FilterOptions } from './FilterOptions';
import { useCompleting } from './useCompleting';
import { useFilterText } from './useFilterText';

interface FilterBoxProps {
  value: string;
  /** Called with what means something, never with what doesn't. */
  onChange: (text: string) => void;
  label: string;
  placeholder: string;
  className?: string;
  /** Leave the box downwards, by enter. */
  onLeave?: () => void;
}

/** One box for words and for the filter language, completed from the household; `/` leads here. */
export function FilterBox({ value, onChange, label, placeholder, className, onLeave }: FilterBoxProps) {
  const box = useRef<HTMLInputElement>(null);
  const mirror = useRef<HTMLDivElement>(null);
  const fault = useId();
  const filter = useFilterText(value, onChange);
  const offers = useCompleting(box, filter.text, filter.type);
  const isOpen = offers.isOpen && offers.items.length > 0;
  const store = useCombobox({ opened: isOpen, onOpenedChange: (open) => (open ? offers.open() : offers.close()) });
  const focus = () => {
    box.current?.focus();
    box.current?.select();
  };
  useShortcuts([{ keys: '/', label: 'Search', run: focus }]);
  const follow = () => {
    if (mirror.current && box.current) mirror.current.scrollLeft = box.current.scrollLeft;
  };
  const type = (text: string) => {
    filter.type(text);
    offers.open();
    store.resetSelectedOption();
  };
  const clear = () => {
    filter.type('');
    offers.close();
  };
  const leave = () => {
    filter.insist();
    offers.close();
    if (!filter.fault) onLeave?.();
  };
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    const chosen = store.getSelectedOptionIndex();
    if (event.key === 'Tab' && !event.shiftKey && isOpen && offers.isFresh && filter.text.trim()) {
      const item = offers.items[Math.max(chosen, 0)];
      if (item) offers.take(item);
    } else if (event.key === 'Enter' && (!isOpen || chosen === -1)) leave();
    else if (event.key === 'Escape' && !isOpen) leave();
    else return;
    event.preventDefault();
  };
  return (
    <div className={clsx(classes.box, className)}>
      <Combobox
        store={store}
        onOptionSubmit={(index) => {
          const item = offers.items[Number(index)];
          if (item) offers.take(item);
          box.current?.focus();
        }}
        position="bottom-start"
        width="min(26rem, calc(100vw - 2.25rem))"
        withinPortal={false}
      >
        <Combobox.DropdownTarget>
          <div className={classes.field} data-wrong={filter.fault ? true : undefined}>
            <Search size={15} aria-hidden="true" />
            <div className={classes.line}>
              <div ref={mirror} className={classes.mirror} aria-hidden="true">
                <FilterMirror text={filter.text} fault={filter.fault} />
              </div>
              <Combobox.EventsTarget withExpandedAttribute autoComplete="off">
                <input
                  ref={box}
                  className={classes.input}
                  type="text"
                  enterKeyHint="search"
                  autoCapitalize="none"
                  autoCorrect="off"
                  spellCheck={false}
                  maxLength={2000}
                  aria-label={label}
                  aria-autocomplete="list"
                  aria-invalid={filter.fault !== null}
                  aria-describedby={filter.fault ? fault : undefined}
                  placeholder={placeholder}
                  value={filter.text}
                  onChange={(event) => type(event.currentTarget.value)}
                  onSelect={() => {
                    offers.move();
                    follow();
                  }}
                  onScroll={follow}
                  onClick={offers.open}
                  onBlur={() => {
                    offers.close();
                    filter.insist();
                  }}
                  onKeyDown={press}
                />
              </Combobox.EventsTarget>
            </div>
            {filter.text ? (
              <CloseButton size="sm" aria-label="Clear the search" onClick={clear} />
            ) : (
              <Box component="span" visibleFrom="sm">
                <Keys keys="/" />
              </Box>
            )}
          </div>
        </Combobox.DropdownTarget>
        {isOpen && <FilterOptions items={offers.items} />}
      </Combobox>
      <FaultLine id={fault} fault={filter.fault} text={filter.text} onFix={filter.type} />
    </div>
  );
}
