import { Select, Stack, Switch } from '@mantine/core';
import { useTags } from '@/api/transactions';
import { plural } from '@/lib/formatting';
import type { Filter } from '../filter';
import { SOURCES, sourceName } from '../sources';
import { ChoicePill } from './ChoicePill';
import { Pill } from './Pill';

interface MoreFiltersProps {
  filter: Filter;
  onChange: (fields: Partial<Filter>) => void;
  /** Only those in use. */
  isShort?: boolean;
}

/** The filters that are needed now and then, behind one button; those in use stand beside it. */
export function MoreFilters({ filter, onChange, isShort = false }: MoreFiltersProps) {
  const { tag, source, importId, withoutTransfers } = filter;
  return (
    <>
      {tag && <Pill label="Tag" value={`#${tag}`} onClear={() => onChange({ tag: null })} />}
      {source && <Pill label="Source" value={sourceName(source)} onClear={() => onChange({ source: null })} />}
      {importId && <Pill label="Import" value={`Import ${importId}`} onClear={() => onChange({ importId: null })} />}
      {withoutTransfers && (
        <Pill label="Transfers" value="Without transfers" onClear={() => onChange({ withoutTransfers: false })} />
      )}
      {!isShort && (
        <ChoicePill label="More" value={null} onClear={() => {}} width={260}>
          {(close) => <MoreChoices filter={filter} onChange={onChange} onChosen={close} />}
        </ChoicePill>
      )}
    </>
  );
}

interface MoreChoicesProps extends MoreFiltersProps {
  onChosen: () => void;
}

function MoreChoices({ filter, onChange, onChosen }: MoreChoicesProps) {
  const { data: tags = [] } = useTags();
  const choose = (fields: Partial<Filter>) => {
    onChange(fields);
    onChosen();
  };
  return (
    <Stack gap="sm">
      <Select
        label="Tag"
        placeholder={tags.length ? 'Any' : 'No tags yet'}
        disabled={tags.length === 0}
        data={tags.map(({ name, count }) => ({ value: name, label: `${name} · ${plural(count, 'transaction')}` }))}
        value={filter.tag}
        onChange={(tag) => choose({ tag })}
        searchable
        clearable
        comboboxProps={{ withinPortal: false }}
      />
      <Select
        label="Where it came from"
        placeholder="Anywhere"
        data={SOURCES}
        value={filter.source}
        onChange={(source) => choose({ source })}
        clearable
        comboboxProps={{ withinPortal: false }}
      />
      <Switch
        label="Leave out transfers"
        checked={filter.withoutTransfers}
        onChange={(event) => choose({ withoutTransfers: event.currentTarget.checked })}
      />
    </Stack>
  );
}
