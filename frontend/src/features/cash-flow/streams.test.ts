import { describe, expect, it } from 'vitest';
import type { FlowNode, MoneyFlow } from '@/api/cashFlow';
import { categoryWords } from './rows';
import { around } from './StreamsView';
import { addressOf, visible } from './streams';

const node = (place: FlowNode['place'], short_desc: string | null, parent: string | null = null): FlowNode => ({
  place,
  name: short_desc ?? place,
  amount: 1,
  short_desc,
  parent,
  color: null,
});

const FLOW: MoneyFlow = {
  start_date: '2025-06-01',
  end_date: '2025-06-30',
  income: 100,
  expenses: 10,
  net: 90,
  left_out: [],
  nodes: [
    node('money_in', null),
    node('spending', 'even'),
    node('subcategory', 'out', 'even'),
    node('subcategory', 'back', 'even'),
    node('income', 'payroll'),
    node('spending', 'food'),
    node('subcategory', 'coffee', 'food'),
    node('subcategory', 'food', 'food'),
    node('savings', null),
  ],
  links: [
    { source: 4, target: 0, amount: 100 },
    { source: 1, target: 2, amount: 5 },
    { source: 3, target: 1, amount: 5 },
    { source: 0, target: 5, amount: 10 },
    { source: 5, target: 6, amount: 4 },
    { source: 5, target: 7, amount: 6 },
    { source: 0, target: 8, amount: 90 },
  ],
};

describe('what is drawn of the streams', () => {
  it('is all of it with subcategories', () => {
    const { nodes, links } = visible(FLOW, true);
    expect(nodes).toEqual(FLOW.nodes);
    expect(links.map(({ value }) => value)).toEqual([100, 5, 5, 10, 4, 6, 90]);
  });

  it('leaves out a parent that nothing flows to', () => {
    const { nodes, links } = visible(FLOW, false);
    expect(nodes.map(({ name }) => name)).toEqual(['money_in', 'payroll', 'food', 'savings']);
    expect(links).toEqual([
      { source: 1, target: 0, value: 100 },
      { source: 0, target: 2, value: 10 },
      { source: 0, target: 3, value: 90 },
    ]);
  });
});

it('leads from a parent’s own stream to its own rows', () => {
  const own = FLOW.nodes[7] as FlowNode;
  const filter = new URL(addressOf(own, FLOW, null), 'http://localhost').searchParams.get('filter');
  expect(filter).toBe('is:spending is:counted category:food -category:coffee');
});

it('leads from the rows of income itself to those without a subcategory', () => {
  const flow = { ...FLOW, nodes: [node('income', 'income'), node('income', 'payroll', 'income')] };
  const filterOf = (place: number) =>
    new URL(addressOf(flow.nodes[place] as FlowNode, flow, null), 'http://localhost').searchParams.get('filter');
  expect(filterOf(0)).toBe('is:income is:counted category:income -category:payroll');
  expect(filterOf(1)).toBe('is:income is:counted category:payroll');
});

it('puts keys in quotes that would mean more than themselves', () => {
  expect(categoryWords({ short_desc: null })).toBe('category:none');
  expect(categoryWords({ short_desc: 'none' })).toBe('category:"none"');
  expect(categoryWords({ short_desc: 'a "b" or c' })).toBe('category:"a \\"b\\" or c"');
});

it.each([
  ['2025-06-17', 1, '2025-06-01', '2025-06-30'],
  ['2025-06-17', 3, '2025-04-01', '2025-06-30'],
  ['2024-02-29', 12, '2024-01-01', '2024-12-31'],
])('finds the calendar time around %s of %i months', (day, months, from, to) => {
  expect(around(day, months)).toEqual({ from, to });
});
