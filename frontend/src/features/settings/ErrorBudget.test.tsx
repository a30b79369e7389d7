import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { answer } from '@/test/network';
import { renderApp } from '@/test/render';
import { ErrorBudget } from './ErrorBudget';

const SETTING = { value: '50', is_set: true, source: 'database', is_secret: false } as const;

const part = (name: string, corrected = 0) => ({
  part: name,
  filed: 100,
  corrected,
  has_to_ask: corrected > 2,
});

const BUDGET = {
  one_in: 50,
  filed: 412,
  corrected: 3,
  parts: [part('shipped', 3), part('learned'), part('local_model')],
};

it('says how what is filed by itself stands, and takes another budget', async () => {
  const user = userEvent.setup();
  const sent = answer({ 'GET /api/learning/error-budget': BUDGET, 'POST /api/settings': {} });
  renderApp(<ErrorBudget setting={SETTING} />);

  expect(await screen.findByText('Filed by itself: 412, corrected: 3; that is 1 in 137.')).toBeInTheDocument();
  expect(screen.getAllByText(/asking again, as/)).toHaveLength(1);
  await user.click(screen.getByRole('combobox', { name: 'How often that may be wrong' }));
  await user.click(await screen.findByRole('option', { name: 'At most 1 in 100' }));

  await waitFor(() => expect(sent.find(({ method }) => method === 'POST')?.body).toEqual({ error_budget: '100' }));
});
