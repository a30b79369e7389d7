import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { answer, respond } from '@/test/network';
import { renderApp } from '@/test/render';
import { draftOf, meaningOf } from './amountDraft';
import { RulesPage } from './RulesPage';

const MAPPING = {
  id: 1,
  merchant_pattern: 'BLUE BOTTLE',
  category: 'coffee',
  category_name: 'Coffee',
  confidence: 2,
  origin: 'learned',
  is_regex: false,
  is_enabled: true,
  is_ambiguous: true,
  hits: 4,
  created_at: '2026-05-12T12:00:00Z',
  updated_at: null,
};

const around = {
  'GET /api/categories': [],
  'GET /api/settings': { auto_confirm_threshold: { value: '3', is_set: false, source: 'not_set', is_secret: false } },
  'GET /api/rules/hygiene': { items: [] },
  'GET /api/rules/mappings': { items: [MAPPING], total: 1, next_cursor: null },
  'GET /api/rules/preview': { matches: 34, examples: [] },
};

describe('an amount rule as typed', () => {
  const draft = { ...draftOf(null), pattern: 'APPLE', amount: '5.29', category: 'tv' };

  it('is negative where money comes in', () => {
    expect(meaningOf(draft).body).toMatchObject({ amount: 5.29, tolerance: 0, notes: null });
    expect(meaningOf({ ...draft, direction: 'in' }).body).toMatchObject({ amount: -5.29 });
  });

  it.each([{ amount: '' }, { amount: '5.x' }, { tolerance: 'a bit' }, { category: null }, { pattern: ' ' }])(
    'can’t be saved with %j',
    (fields) => {
      expect(meaningOf({ ...draft, ...fields }).body).toBeNull();
    },
  );

  it('comes back as it was saved', () => {
    const saved = { description_pattern: 'APPLE', amount: -5.29, tolerance: 0.5, category: 'tv', notes: null };
    const { body } = meaningOf(draftOf({ ...saved } as Parameters<typeof draftOf>[0]));
    expect(body).toEqual(saved);
  });
});

it('tells a merchant of several categories, and sends only what was changed', async () => {
  const user = userEvent.setup();
  const sent = answer({ ...around, 'PATCH /api/rules/mappings/1': respond(200, MAPPING, { 'X-Operation-Id': '4' }) });
  renderApp(<RulesPage />, '/rules?kind=merchants');
  const list = await screen.findByRole('grid', { name: 'Merchant rules' });
  expect(await within(list).findByText('Several categories')).toBeInTheDocument();
  await user.click(within(list).getByText('BLUE BOTTLE'));
  const dialog = await screen.findByRole('dialog', { name: 'Merchant rule' });
  expect(await within(dialog).findByText('Finds 34 of your transactions')).toBeInTheDocument();
  expect(within(dialog).getByRole('button', { name: 'Save' })).toBeDisabled();
  await user.type(within(dialog).getByRole('textbox', { name: /Words to find/ }), ' X');
  await user.click(within(dialog).getByRole('button', { name: 'Save' }));
  await waitFor(() =>
    expect(sent.find(({ method }) => method === 'PATCH')?.body).toEqual({ merchant_pattern: 'BLUE BOTTLE X' }),
  );
});

it('shows in the form why the server refuses a rule', async () => {
  const user = userEvent.setup();
  answer({
    ...around,
    'PATCH /api/rules/mappings/1': respond(409, { title: 'Conflict', detail: 'There is a rule for BLUE.' }),
  });
  renderApp(<RulesPage />, '/rules?kind=merchants');
  await user.click(await screen.findByText('BLUE BOTTLE'));
  const dialog = await screen.findByRole('dialog');
  await user.clear(within(dialog).getByRole('textbox', { name: /Words to find/ }));
  await user.type(within(dialog).getByRole('textbox', { name: /Words to find/ }), 'BLUE{Enter}');
  expect(await within(dialog).findByText('There is a rule for BLUE.')).toBeInTheDocument();
});

it('switches a rule off in the list without opening it', async () => {
  const user = userEvent.setup();
  // A window at a desk: on a phone the switch is in the form.
  vi.spyOn(window, 'matchMedia').mockImplementation(
    (query) => ({ matches: query.includes('min-width'), addEventListener() {}, removeEventListener() {} }) as never,
  );
  const sent = answer({ ...around, 'PATCH /api/rules/mappings/1': { ...MAPPING, is_enabled: false } });
  renderApp(<RulesPage />, '/rules?kind=merchants');
  await user.click(await screen.findByRole('switch', { name: 'BLUE BOTTLE is on' }));
  await waitFor(() => expect(sent.find(({ method }) => method === 'PATCH')?.body).toEqual({ is_enabled: false }));
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
});
