import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route, Routes, useLocation } from 'react-router';
import { beforeEach, expect, it, vi } from 'vitest';
import { PageHeader } from '@/components/PageHeader';
import { useCommands } from '@/components/useCommands';
import { answer } from '@/test/network';
import { renderApp } from '@/test/render';
import { ErrorBoundary } from './ErrorBoundary';
import { FILING_ENTRY, FURTHER_SCREENS, isCurrent, MAIN_ENTRIES, SETTINGS_ENTRY } from './navigation';
import { Shell } from './Shell';

const STATUS = {
  version: '1',
  is_demo: false,
  data_folder: '',
  first_run: false,
  has_transactions: true,
  quarantined: 0,
  notices: [],
};
const STATS = { total_transactions: 10, pending_review: 42, pending_save: 0, confirmed: 1 };

function Anywhere() {
  const { pathname, search } = useLocation();
  return <PageHeader title={`At ${pathname}${search}`} />;
}

const open = (address = '/') =>
  renderApp(
    <Routes>
      <Route element={<Shell />}>
        <Route path="*" element={<Anywhere />} />
      </Route>
    </Routes>,
    address,
  );

beforeEach(() => {
  answer({ 'GET /api/status': STATUS, 'GET /api/stats': STATS });
});

it('shows where the owner is, what waits, and names the tab', async () => {
  open('/rules');
  const [nav] = screen.getAllByRole('navigation', { name: 'Main' });
  if (!nav) throw new Error('no navigation');
  expect(await within(nav).findByTitle('42 to review')).toHaveTextContent('42');
  expect(within(nav).getByRole('link', { current: 'page' })).toHaveTextContent('Categories & rules');
  expect(document.title).toBe('At /rules · Budget App');
});

it('has seven entries at most beside what is set up once', () => {
  expect(MAIN_ENTRIES.length).toBeLessThanOrEqual(7);
});

it('has a key of its own for every screen', () => {
  const keys = [...MAIN_ENTRIES, ...FURTHER_SCREENS, FILING_ENTRY, SETTINGS_ENTRY].map(({ key }) => key);
  expect(new Set([...keys, 'i']).size).toBe(keys.length + 1); // `i` is for importing a file
});

it.each([
  ['/', '/', true],
  ['/', '/review', false],
  ['/transactions', '/transactions/deleted', true],
  ['/transactions', '/transactionsx', false],
])('the entry %s at %s: %s', (path, address, expected) => {
  const entry = MAIN_ENTRIES.find((each) => each.path === path);
  if (!entry) throw new Error(path);
  expect(isCurrent(entry, address)).toBe(expected);
});

it('goes by keys, but not while someone is typing', async () => {
  const user = userEvent.setup();
  open();
  await user.keyboard('gs');
  expect(screen.getByRole('heading', { name: 'At /spending' })).toBeInTheDocument();
  await user.keyboard('{Control>}k{/Control}');
  await user.type(await screen.findByRole('textbox', { name: 'Find or do' }), 'gh');
  expect(screen.getByText('At /spending')).toBeInTheDocument();
});

it('finds a screen in the palette, or searches the transactions', async () => {
  const user = userEvent.setup();
  open();
  await user.keyboard('{Control>}k{/Control}');
  await user.type(await screen.findByRole('textbox', { name: 'Find or do' }), 'blue b{Enter}');
  await waitFor(() => expect(screen.getByText('At /transactions?search=blue%20b')).toBeInTheDocument());
});

it('offers what a screen adds to the palette, as long as it is there', async () => {
  const user = userEvent.setup();
  const run = vi.fn();
  function Adding() {
    useCommands([{ id: 'x', label: 'Water the plants', run }]);
    return null;
  }
  renderApp(
    <Routes>
      <Route element={<Shell />}>
        <Route path="*" element={<Adding />} />
      </Route>
    </Routes>,
  );
  await user.keyboard('{Control>}k{/Control}');
  await user.type(await screen.findByRole('textbox', { name: 'Find or do' }), 'plants{Enter}');
  await waitFor(() => expect(run).toHaveBeenCalledTimes(1));
});

it('marks the sample household and leads back', async () => {
  const user = userEvent.setup();
  const sent = answer({
    'GET /api/status': { ...STATUS, is_demo: true },
    'GET /api/stats': STATS,
    'POST /api/demo/leave': { is_demo: false },
  });
  open();
  await user.click(await screen.findByRole('button', { name: 'Back to my own' }));
  await waitFor(() => expect(sent.some(({ path }) => path === '/api/demo/leave')).toBe(true));
});

it('keeps the rest alive when a screen breaks', async () => {
  const user = userEvent.setup();
  let broken = true;
  const silence = vi.spyOn(console, 'error').mockImplementation(() => {});
  function Fragile() {
    if (broken) throw new Error('The chart fell over.');
    return <p>All well</p>;
  }
  renderApp(
    <ErrorBoundary>
      <Fragile />
    </ErrorBoundary>,
  );
  expect(screen.getByRole('alert')).toHaveTextContent('The chart fell over.');
  broken = false;
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(screen.getByText('All well')).toBeInTheDocument();
  silence.mockRestore();
});
