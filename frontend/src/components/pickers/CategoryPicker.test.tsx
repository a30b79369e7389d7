import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import { answer } from '@/test/network';
import { renderApp } from '@/test/render';
import { CategoryPicker } from './CategoryPicker';

const category = (id: number, short_desc: string, display_name: string, parent: string | null = null) => ({
  id,
  short_desc,
  display_name,
  parent,
  parent_id: null,
  color: '#336699',
  is_income: false,
  is_recurring: false,
  is_transfer: false,
  transaction_count: 0,
});

beforeEach(() => {
  answer({
    'GET /api/categories': [
      category(1, 'food', 'Food'),
      category(2, 'groceries', 'Groceries', 'food'),
      category(3, 'gas', 'Gas & fuel'),
    ],
  });
});

it('is chosen from the keyboard alone: a letter opens it, enter takes the best', async () => {
  const user = userEvent.setup();
  const onChange = vi.fn();
  renderApp(<CategoryPicker label="Category" value="gas" onChange={onChange} />);
  await screen.findByRole('button', { name: 'Category: Gas & fuel' });
  await user.tab();
  await user.keyboard('gro{Enter}');
  expect(onChange).toHaveBeenCalledWith('groceries');
});

it('shows the tree, children after their parent', async () => {
  const user = userEvent.setup();
  renderApp(<CategoryPicker aria-label="Category" value={null} onChange={vi.fn()} without={['gas']} />);
  await user.click(screen.getByRole('button', { name: 'Category: none' }));
  const options = await screen.findAllByRole('option');
  expect(options.map(({ textContent }) => textContent)).toEqual(['Food', 'Groceries']);
});

it('offers to create what is not there, and only then', async () => {
  const user = userEvent.setup();
  const onCreate = vi.fn();
  renderApp(<CategoryPicker label="Category" value={null} onChange={vi.fn()} onCreate={onCreate} />);
  await user.tab();
  await user.keyboard('food');
  expect(screen.queryByText(/Create/)).not.toBeInTheDocument();
  await user.keyboard('ie club{Enter}');
  expect(onCreate).toHaveBeenCalledWith('foodie club');
});
