import type { Connection, FeedAccount } from '@/api/connections';

/** An account behind a login, for tests: say only what matters. */
export const makeFeedAccount = (id: number, fields: Partial<FeedAccount> = {}): FeedAccount => ({
  id,
  name: 'Plaid Checking',
  official_name: null,
  institution_name: null,
  mask: '0000',
  account_type: 'checking',
  subtype: 'checking',
  currency: 'USD',
  balance_current: 110,
  balance_at: null,
  decision: null,
  account_id: null,
  account_name: null,
  suggestion: { account_id: null, account_name: null, reasons: [], certainty: 'none' },
  ...fields,
});

/** A login at a bank, for tests. */
export const makeConnection = (id: number, fields: Partial<Connection> = {}): Connection => ({
  id,
  provider: 'plaid',
  provider_title: 'Plaid',
  institution_name: 'First Platypus Bank',
  environment: 'production',
  status: 'connected',
  products: ['transactions'],
  is_syncing: false,
  run_id: null,
  paused: false,
  health: { state: 'ok', sentence: 'Up to date.', action: 'none' },
  last_success_at: '2026-05-03T08:00:00Z',
  last_attempt_at: '2026-05-03T08:00:00Z',
  last_error: null,
  next_attempt_at: null,
  consent_expires_at: null,
  created_at: '2026-01-01T00:00:00Z',
  disconnected_at: null,
  accounts: [makeFeedAccount(70, { decision: 'linked', account_id: 3, account_name: 'Everyday' })],
  ...fields,
});

/** An attempt that is over, as the server tells of it. */
export const makeRun = (id: number, fields: object = {}) => ({
  id,
  connection_id: 1,
  institution_name: 'First Platypus Bank',
  provider: 'plaid',
  trigger: 'manual',
  status: 'success',
  added: 12,
  modified: 0,
  removed: 0,
  matched: 3,
  error_code: null,
  error_message: null,
  request_id: null,
  operation_id: 44,
  started_at: '2026-05-03T08:00:00Z',
  finished_at: '2026-05-03T08:00:02Z',
  duration_seconds: 2,
  accounts: [],
  ...fields,
});
