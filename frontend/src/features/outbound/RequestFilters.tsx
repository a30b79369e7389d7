import { Select } from '@mantine/core';
import type { OutboundFilter } from '@/api/outbound';
import classes from './Outbound.module.css';
import type { OutboundView } from './useOutboundView';
import { OUTCOMES, PURPOSES } from './words';

const options = (words: Record<string, string>) => Object.entries(words).map(([value, label]) => ({ value, label }));

const CHOICES: { name: keyof OutboundFilter; label: string; all: string; data: { value: string; label: string }[] }[] =
  [
    { name: 'purpose', label: 'Service', all: 'All services', data: options(PURPOSES) },
    { name: 'outcome', label: 'What became of it', all: 'Any outcome', data: options(OUTCOMES) },
  ];

/** Which requests are listed: of one service, to one host, of one outcome. */
export function RequestFilters({ view, hosts }: { view: OutboundView; hosts: string[] }) {
  const chosen = [...new Set([...hosts, ...(view.filter.host ? [view.filter.host] : [])])];
  const data = chosen.map((host) => ({ value: host, label: host }));
  const all = [...CHOICES, { name: 'host' as const, label: 'Host', all: 'All hosts', data }];
  return (
    <div className={classes.filters}>
      {all.map((choice) => (
        <Select
          key={choice.name}
          aria-label={choice.label}
          placeholder={choice.all}
          clearable
          clearButtonProps={{ 'aria-label': choice.all }}
          data={choice.data}
          value={view.filter[choice.name] ?? null}
          onChange={(value) => view.show(choice.name, value)}
        />
      ))}
    </div>
  );
}
