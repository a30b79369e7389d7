import type { ReviewGroup } from '@/api/review';
import type { Transaction } from '@/api/transactions';

/** A row as the server sends it, for tests: say only what matters. */
export const makeRow = (id: number, fields: Partial<Transaction> = {}): Transaction => ({
  id,
  account_id: 1,
  account_name: 'Checking',
  date: '2026-05-03',
  posted_date: null,
  description: `CARD PURCHASE ${id}`,
  merchant_name: null,
  merchant_key: null,
  amount: 4.5,
  category: null,
  category_name: null,
  category_color: null,
  predicted_category: null,
  predicted_category_name: null,
  status: 'pending_review',
  source: 'csv_import',
  is_pending: false,
  categorization_tier: null,
  prediction_confidence: null,
  matched_text: null,
  notes: null,
  tags: [],
  splits: [],
  transfer: null,
  import_id: null,
  possible_duplicate_of_id: null,
  is_left_out: false,
  created_at: '2026-05-04T08:00:00Z',
  ...fields,
});

/** A group of one merchant's rows with one suggestion, for tests. */
export const makeGroup = (merchant: string, ids: number[], category: string | null): ReviewGroup => ({
  key: `${merchant}|${category ?? ''}`,
  merchant_key: merchant,
  merchant_name: merchant,
  count: ids.length,
  amount_total: 4.5 * ids.length,
  predicted_category: category,
  predicted_category_name: category,
  confidence: category ? 0.67 : null,
  tier: category ? 'merchant_map' : 'unmatched',
  transactions: ids.map((id) =>
    makeRow(id, {
      merchant_name: merchant,
      merchant_key: merchant,
      predicted_category: category,
      predicted_category_name: category,
    }),
  ),
});
