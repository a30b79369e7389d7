import type { FlowNode, MoneyFlow } from '@/api/cashFlow';
import type { ChartTable } from '@/components/charts/chartTable';
import { moneyColor } from '@/components/charts/palette';
import { categoryWords, daysOf, rowsOf } from './rows';

export interface Stream {
  source: number;
  target: number;
  value: number;
}

/** What is drawn of the streams. */
export interface ShownStreams {
  nodes: FlowNode[];
  links: Stream[];
}

/** The streams with or without those to subcategories. */
export function visible({ nodes, links }: MoneyFlow, withParts: boolean): ShownStreams {
  const kept = nodes.filter(({ place }) => withParts || place !== 'subcategory');
  const places = new Map(kept.map((node, place) => [node, place]));
  const placeOf = (old: number): number | undefined => {
    const node = nodes[old];
    return node && places.get(node);
  };
  const streams = links.flatMap(({ source, target, amount }) => {
    const [from, to] = [placeOf(source), placeOf(target)];
    return from === undefined || to === undefined ? [] : [{ source: from, target: to, value: amount }];
  });
  // A parent whose parts outweigh each other to nothing has no stream of its own.
  const ends = new Set(streams.flatMap(({ source, target }) => [source, target]));
  if (ends.size === kept.length) return { nodes: kept, links: streams };
  const left = kept.filter((_, place) => ends.has(place));
  const moved = new Map([...ends].sort((a, b) => a - b).map((old, place) => [old, place]));
  return {
    nodes: left,
    links: streams.map(({ source, target, value }) => ({
      source: moved.get(source) ?? 0,
      target: moved.get(target) ?? 0,
      value,
    })),
  };
}

const isOwn = (node: FlowNode): boolean => node.place === 'subcategory' && node.parent === node.short_desc;

export const nameOf = (node: FlowNode): string => (isOwn(node) ? `${node.name} itself` : node.name);

/** What a node is drawn in. */
export function colorOf({ place, color }: FlowNode): string {
  if (place === 'money_in') return moneyColor('net');
  if (place === 'savings') return 'var(--app-money-in)';
  if (place === 'from_savings') return 'var(--app-warning)';
  return color ?? 'var(--mantine-color-gray-5)';
}

export function streamsTable({ nodes, links }: ShownStreams): ChartTable {
  const name = (place: number): string => {
    const node = nodes[place];
    return node ? nameOf(node) : '';
  };
  return {
    rowsAre: 'From and to',
    columns: [{ label: 'Amount' }],
    rows: links.map(({ source, target, value }) => ({
      key: `${source}-${target}`,
      label: `${name(source)} → ${name(target)}`,
      amounts: [value],
    })),
  };
}

/** The transactions behind a node; where money comes together there are all of them. */
export function addressOf(node: FlowNode, flow: MoneyFlow, accountId: number | null): string {
  const wanted = { period: daysOf(flow), accountId };
  const words = categoryWords(node, family(node, flow));
  if (node.place === 'income') return rowsOf('income', { ...wanted, words });
  if (node.place === 'spending' || node.place === 'subcategory') return rowsOf('expenses', { ...wanted, words });
  return rowsOf('net', wanted);
}

/** What stands beside a parent's own rows: income has no parents drawn, so each stands for itself. */
function family(node: FlowNode, { nodes }: MoneyFlow): Parameters<typeof categoryWords>[1] {
  if (!isOwn(node) && node.place !== 'income') return undefined;
  const { short_desc, place } = node;
  const children = nodes.filter((other) => other.place === place && other.parent === short_desc);
  return { short_desc, children };
}
