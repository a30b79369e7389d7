import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import { answer, respond, type Sent } from '@/test/network';
import { renderApp } from '@/test/render';
import { ImportPage } from './ImportPage';

const PROOF = {
  status: 'proven',
  checked_against: null,
  steps: 1,
  difference: null,
  first_day: null,
  likely_row: null,
  sentence: 'Complete: all steps lead to 12.00.',
};

const STATEMENT = {
  index: 0,
  account_number: null,
  account_name: null,
  account_type: null,
  currency: 'USD',
  suggested_account_id: null,
  target_account_id: 3 as number | null,
  rows: 2,
  new: 2,
  duplicates: 0,
  possible_duplicates: 0,
  first_date: '2026-01-05',
  last_date: '2026-01-06',
  money_in: 0,
  money_out: 21.5,
  balance_proof: PROOF,
};

const STAGED = {
  staged_id: 'aa11',
  file_name: 'january.csv',
  format: 'csv',
  format_name: 'CSV, Discover',
  size: 300,
  problem: null as string | null,
  statements: [STATEMENT],
  totals: { rows: 2, new: 2, duplicates: 0, possible_duplicates: 0, errors: 0, left_out: 0 },
  errors: [],
  left_out: [],
  choices: [],
  layout: null,
  sample: null as string[][] | null,
  form: null,
  auto_confirmed: 1,
  needs_review: 1,
  skip_rows: [] as number[],
  include_rows: [],
  remember: false,
  file_seen_before: null,
};

const row = (number: number, description: string) => ({
  row: number,
  date: '2026-01-05',
  description,
  merchant_name: null,
  amount: 10.75,
  balance: null,
  kind: 'new',
  duplicate_of: null,
  reason: null,
  predicted_category: null,
  predicted_category_name: null,
  will_auto_confirm: false,
  include: true,
});

const JOB = {
  id: 'job1',
  kind: 'import',
  state: 'done',
  done: 2,
  total: 2,
  phase: 'saving',
  problem: null,
  result: {
    operation_id: 41,
    imports: [{ import_id: 8, imported: 2, skipped_duplicates: 12, auto_confirmed: 1, needs_review: 1 }],
  },
};

const ACCOUNT = { id: 3, name: 'Discover Card', institution: 'Discover', is_archived: false };

const QUIET = {
  'GET /api/status': { upload_limit_bytes: 1000 },
  'GET /api/accounts': [ACCOUNT],
  'GET /api/categories': [],
  'GET /api/import': { items: [], total: 0, next_cursor: null },
  'GET /api/import/staged/aa11': STAGED,
  'GET /api/import/staged/aa11/rows': { items: [row(2, 'KROGER'), row(3, 'BART')], total: 2, next_cursor: null },
};

const file = (name: string): File => new File(['a,b'], name, { type: 'text/csv' });
const drop = (...files: File[]) => userEvent.setup().upload(screen.getByLabelText('Bank files'), files);
const edits = (log: Sent[]): unknown[] => log.filter(({ method }) => method === 'PATCH').map(({ body }) => body);

beforeEach(() => {
  answer(QUIET);
});

it('leads from a dropped file over its preview to what came of it, and back', async () => {
  const user = userEvent.setup();
  const log = answer({
    ...QUIET,
    'POST /api/import/preview': STAGED,
    'POST /api/import/staged/aa11/commit': respond(202, { job_id: 'job1' }),
    'GET /api/jobs/job1': JOB,
    'POST /api/operations/41/undo': { operation_id: 42, summary: 'Undid' },
  });
  renderApp(<ImportPage />);
  await drop(file('january.csv'));
  expect(await screen.findByText(PROOF.sentence)).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Import 2 rows' }));
  expect(
    await screen.findByText('2 imported, 12 were here already, 1 filed by itself, 1 to review.'),
  ).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'Review 1' })).toHaveAttribute('href', '/review');

  await user.click(screen.getByRole('button', { name: 'Undo import' }));
  expect(await screen.findByText('january.csv: import undone')).toBeInTheDocument();
  expect(log.some(({ path }) => path === '/api/operations/41/undo')).toBe(true);
});

it('shows how far the reading of a large file is, and stops it', async () => {
  const user = userEvent.setup();
  const reading = { ...JOB, kind: 'preview', state: 'running', done: 30_000, total: 90_000, phase: 'categorizing' };
  let state = 'running';
  const log = answer({
    ...QUIET,
    'GET /api/status': { upload_limit_bytes: 10_000_000 },
    'POST /api/import/staged': respond(202, { staged_id: 'aa11', job_id: 'job1' }),
    'GET /api/jobs/job1': () => ({ ...reading, state }),
    'DELETE /api/jobs/job1': () => {
      state = 'cancelled';
      return { ...reading, state };
    },
  });
  renderApp(<ImportPage />);
  await drop(new File(['x'.repeat(600_000)], 'decade.csv', { type: 'text/csv' }));
  const dialog = await screen.findByRole('dialog', { name: 'Reading decade.csv' });
  expect(within(dialog).getByText('Finding categories · 30,000 of 90,000')).toBeInTheDocument();
  await user.click(within(dialog).getByRole('button', { name: 'Cancel' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
  expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  expect(log.some(({ path }) => path === '/api/import/staged/aa11')).toBe(false);
});

it('shows the preview of a large file once it is read', async () => {
  let asked = 0;
  answer({
    ...QUIET,
    'GET /api/status': { upload_limit_bytes: 10_000_000 },
    'POST /api/import/staged': respond(202, { staged_id: 'aa11', job_id: 'job1' }),
    'GET /api/jobs/job1': () => {
      asked += 1;
      return { ...JOB, kind: 'preview', state: asked > 1 ? 'done' : 'running', result: { staged_id: 'aa11' } };
    },
  });
  renderApp(<ImportPage />);
  await drop(new File(['x'.repeat(600_000)], 'decade.csv', { type: 'text/csv' }));
  expect(await screen.findByText(PROOF.sentence)).toBeInTheDocument();
});

it('leaves a row out when its box is cleared, and counts anew', async () => {
  const user = userEvent.setup();
  const log = answer({
    ...QUIET,
    'PATCH /api/import/staged/aa11': { ...STAGED, needs_review: 0, skip_rows: [3] },
  });
  renderApp(<ImportPage />, '/?file=aa11');
  const grid = await screen.findByRole('grid', { name: 'Rows of the file' });
  await user.click(within(grid).getByRole('checkbox', { name: /row 3/ }));
  expect(await screen.findByRole('button', { name: 'Import 1 row' })).toBeInTheDocument();
  expect(edits(log)).toEqual([{ skip_rows: [3], include_rows: [] }]);
});

it('asks for the account before anything can be imported', async () => {
  const homeless = { ...STAGED, statements: [{ ...STATEMENT, target_account_id: null }] };
  answer({ ...QUIET, 'GET /api/import/staged/aa11': homeless });
  renderApp(<ImportPage />, '/?file=aa11');
  expect(await screen.findByText('Choose the account first.')).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Import 2 rows' })).toBeDisabled();
});

it('sends the columns as soon as the file can be read with them', async () => {
  const user = userEvent.setup();
  const stuck = {
    ...STAGED,
    problem: 'No rows were found.',
    statements: [],
    sample: [
      ['when', 'what', 'how much'],
      ['1/5/26', 'KROGER', '10.75'],
    ],
    form: { encoding: 'utf-8', delimiter: ';', sheet: null },
  };
  const log = answer({
    ...QUIET,
    'GET /api/import/staged/aa11': stuck,
    'PATCH /api/import/staged/aa11': STAGED,
  });
  renderApp(<ImportPage />, '/?file=aa11');
  await user.selectOptions(await screen.findByLabelText('Column 1 is'), 'Date');
  await user.selectOptions(screen.getByLabelText('Column 2 is'), 'Description');
  expect(screen.getByText(/Choose the column of the amounts/)).toBeInTheDocument();
  expect(edits(log)).toEqual([]);
  await user.selectOptions(screen.getByLabelText('Column 3 is'), 'Amount');
  await waitFor(() => expect(edits(log)).toHaveLength(1));
  expect(edits(log)[0]).toMatchObject({
    layout: { date: 0, description: [1], amount: 2, delimiter: ';', first_row: 1 },
  });
});

it('says of each file why it can not be read, and goes on with the next', async () => {
  let count = 0;
  const refused = respond(422, { title: 'Not valid', detail: 'This is a PDF. Download the CSV instead.' });
  answer({
    ...QUIET,
    'POST /api/import/preview': () => {
      count += 1;
      return count === 1 ? refused : STAGED;
    },
  });
  renderApp(<ImportPage />);
  await drop(file('statement.pdf'), file('january.csv'));
  expect(await screen.findByText(/This is a PDF/)).toHaveTextContent('statement.pdf');
  expect(await screen.findByText('Import 2 rows')).toBeInTheDocument();
});
