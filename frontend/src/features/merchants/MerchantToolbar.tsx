import { Button, Group, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { Combine, Search } from 'lucide-react';
import { useRef, useState } from 'react';
import { useShortcuts } from '@/components/useShortcuts';
import { plural } from '@/lib/formatting';
import classes from './Merchants.module.css';
import { type MerchantsView, ORDERS } from './useMerchantsView';

interface MerchantToolbarProps {
  view: MerchantsView;
  /** How many pairs may be one. */
  pairs: number;
  onPairs: () => void;
}

/** Which merchants are listed, in which order; and those that may be one. */
export function MerchantToolbar({ view, pairs, onPairs }: MerchantToolbarProps) {
  const [text, setText] = useState(view.search);
  const field = useRef<HTMLInputElement>(null);
  const search = useDebouncedCallback((wanted: string) => view.set('search', wanted), 200);
  useShortcuts([{ keys: '/', label: 'Find a merchant', run: () => field.current?.focus() }]);
  return (
    <Group gap="xs" className={classes.toolbar}>
      <TextInput
        ref={field}
        aria-label="Find a merchant"
        placeholder="Find a merchant"
        leftSection={<Search size={15} aria-hidden="true" />}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          search(event.currentTarget.value);
        }}
      />
      <Select
        aria-label="Order"
        data={ORDERS}
        value={view.order}
        allowDeselect={false}
        onChange={(order) => view.set('order', order)}
      />
      {pairs > 0 && (
        <Button variant="light" leftSection={<Combine size={16} aria-hidden="true" />} onClick={onPairs}>
          {plural(pairs, 'pair')} alike
        </Button>
      )}
    </Group>
  );
}
