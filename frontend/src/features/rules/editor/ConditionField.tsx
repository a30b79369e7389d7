import { Combobox, Input, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { Filter } from 'lucide-react';
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import type { Completion } from '@/api/filters';
import { FaultLine } from '@/components/filter/FaultLine';
import classes from '@/components/filter/Filter.module.css';
import { FilterMirror } from '@/components/filter/FilterMirror';
import { FilterOptions } from '@/components/filter/FilterOptions';
import { useCompleting } from '@/components/filter/useCompleting';
import type { FilterFault } from '@/components/filter/useFilterText';
import { clsx } from '@/lib/classes';
import own from './Editor.module.css';

interface ConditionFieldProps {
  value: string;
  onChange: (text: string) => void;
  /** What is wrong with the text as it stands, if that is known. */
  fault: FilterFault | null;
}

const PATIENCE_MS = 900;
/** What a row brings itself: all that a rule can ask. */
const ASKED = ['description', 'merchant', 'note', 'amount', 'out', 'in', 'date', 'account', 'source'];
const canAsk = ({ kind, label, text }: Completion): boolean =>
  kind !== 'field' || ASKED.some((field) => text === `${field}:` || label === field || text === field);

/** Which transactions a rule is about: the filter language, with completion and errors at their place. */
export function ConditionField({ value, onChange, fault }: ConditionFieldProps) {
  const box = useRef<HTMLInputElement>(null);
  const mirror = useRef<HTMLDivElement>(null);
  const id = useId();
  const [isLeft, setLeft] = useState(false);
  const [settled] = useDebouncedValue(value, PATIENCE_MS);
  const offers = useCompleting(box, value, onChange);
  const items = offers.items.filter(canAsk);
  const isOpen = offers.isOpen && items.length > 0;
  const store = useCombobox({ opened: isOpen, onOpenedChange: (open) => (open ? offers.open() : offers.close()) });
  const isBegun = fault !== null && fault.start >= value.trimEnd().length;
  const told = fault && (isLeft || (settled === value && !isBegun)) ? fault : null;
  const follow = () => {
    if (mirror.current && box.current) mirror.current.scrollLeft = box.current.scrollLeft;
  };
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    const chosen = store.getSelectedOptionIndex();
    const item = items[Math.max(chosen, 0)];
    if (event.key === 'Tab' && !event.shiftKey && isOpen && offers.isFresh && value.trim() && item) offers.take(item);
    else if (event.key === 'Enter' && (!isOpen || chosen === -1)) offers.close();
    else return;
    event.preventDefault();
  };
  return (
    <Input.Wrapper
      label="When a transaction is like this"
      labelProps={{ htmlFor: `${id}-box` }}
      required
      description="Words, or conditions such as merchant:costco, out>50 or description:/^SQ \*/"
    >
      <div className={clsx(classes.box, own.condition)}>
        <Combobox
          store={store}
          onOptionSubmit={(index) => {
            const item = items[Number(index)];
            if (item) offers.take(item);
            box.current?.focus();
          }}
          position="bottom-start"
          width="min(26rem, calc(100vw - 2.25rem))"
          withinPortal={false}
        >
          <Combobox.DropdownTarget>
            <div className={classes.field} data-wrong={told ? true : undefined}>
              <Filter size={15} aria-hidden="true" />
              <div className={classes.line}>
                <div ref={mirror} className={classes.mirror} aria-hidden="true">
                  <FilterMirror text={value} fault={told} />
                </div>
                <Combobox.EventsTarget withExpandedAttribute autoComplete="off">
                  <input
                    ref={box}
                    id={`${id}-box`}
                    className={classes.input}
                    type="text"
                    autoCapitalize="none"
                    autoCorrect="off"
                    spellCheck={false}
                    maxLength={2000}
                    data-autofocus
                    aria-autocomplete="list"
                    aria-invalid={told !== null}
                    aria-describedby={told ? id : undefined}
                    placeholder="merchant:"
                    value={value}
                    onChange={(event) => {
                      setLeft(false);
                      onChange(event.currentTarget.value);
                      offers.open();
                      store.resetSelectedOption();
                    }}
                    onSelect={() => {
                      offers.move();
                      follow();
                    }}
                    onScroll={follow}
                    onClick={offers.open}
                    onBlur={() => {
                      offers.close();
                      setLeft(true);
                    }}
                    onKeyDown={press}
                  />
                </Combobox.EventsTarget>
              </div>
            </div>
          </Combobox.DropdownTarget>
          {isOpen && <FilterOptions items={items} />}
        </Combobox>
        <FaultLine id={id} fault={told} text={value} onFix={onChange} />
      </div>
    </Input.Wrapper>
  );
}
