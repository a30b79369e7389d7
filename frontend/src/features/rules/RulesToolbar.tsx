import { ActionIcon, Group, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { Search, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { CategoryPicker } from '@/components/pickers/CategoryPicker';
import { useIsPhone } from '@/components/table/useShownColumns';
import { useShortcuts } from '@/components/useShortcuts';
import { formatCount } from '@/lib/formatting';
import classes from './Rules.module.css';
import type { RulesView } from './useRulesView';

const KINDS = [
  { value: 'all', label: 'In order' },
  { value: 'own', label: 'Yours' },
  { value: 'amounts', label: 'Amounts' },
  { value: 'merchants', label: 'Merchants' },
];

const ORIGINS = [
  { value: 'own', label: 'Yours' },
  { value: 'learned', label: 'Learned' },
  { value: 'shipped', label: 'Shipped' },
];

interface RulesToolbarProps {
  view: RulesView;
  /** How many rules want tidying, as soon as that is known. */
  untidy: number | undefined;
}

/** Which rules are listed. */
export function RulesToolbar({ view, untidy }: RulesToolbarProps) {
  const isPhone = useIsPhone();
  const [text, setText] = useState(view.search);
  const field = useRef<HTMLInputElement>(null);
  const search = useDebouncedCallback((wanted: string) => view.set('search', wanted), 200);
  useShortcuts([{ keys: '/', label: 'Find a rule', run: () => field.current?.focus() }]);
  const kind = {
    'aria-label': 'Kind of rule',
    data: [...KINDS, { value: 'tidy', label: untidy ? `To tidy (${formatCount(untidy)})` : 'To tidy' }],
    value: view.kind,
    onChange: (wanted: string | null) => view.set('kind', wanted),
  };
  return (
    <Group gap="xs" className={classes.toolbar}>
      {isPhone ? <Select {...kind} allowDeselect={false} /> : <SegmentedControl {...kind} />}
      {view.kind !== 'tidy' && (
        <TextInput
          ref={field}
          aria-label="Find a rule"
          placeholder="Find a rule"
          leftSection={<Search size={15} aria-hidden="true" />}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            search(event.currentTarget.value);
          }}
        />
      )}
      {view.kind === 'merchants' && (
        <>
          <Select
            aria-label="Made by"
            placeholder="Made by anyone"
            clearable
            data={ORIGINS}
            value={view.origin}
            onChange={(origin) => view.set('origin', origin)}
          />
          <CategoryPicker
            aria-label="Only of a category"
            placeholder="Any category"
            value={view.category}
            onChange={(category) => view.set('category', category)}
          />
          {view.category && (
            <ActionIcon aria-label="Rules of any category" onClick={() => view.set('category', null)}>
              <X size={15} aria-hidden="true" />
            </ActionIcon>
          )}
        </>
      )}
    </Group>
  );
}
