export interface paths {
  '/api/status': { get: { responses: { 200: { content: { 'application/json': components['schemas']['StatusOut'] } } } } };
  '/api/stats': { get: { responses: { 200: { content: { 'application/json': components['schemas']['StatsOut'] } } } } };
  '/api/categories': { get: { responses: { 200: { content: { 'application/json': components['schemas']['CategoryOut'][] } } } } };
  '/api/accounts': { get: { responses: { 200: { content: { 'application/json': components['schemas']['AccountOut'][] } } } } };
  '/api/demo': { post: { responses: { 200: { content: { 'application/json': { is_demo: boolean } } } } } };
  '/api/demo/leave': { post: { responses: { 200: { content: { 'application/json': { is_demo: boolean } } } } } };
  '/api/operations/{operation_id}/undo': {
    post: {
      parameters: { path: { operation_id: number } };
      responses: { 200: { content: { 'application/json': { operation_id: number; summary: string } } } };
    };
  };
}
export interface components {
  schemas: {
    StatusOut: {
      version: string;
      is_demo: boolean;
      data_folder: string;
      first_run: boolean;
      has_transactions: boolean;
      quarantined: number;
      notices: { kind: string; message: string }[];
    };
    StatsOut: { total_transactions: number; pending_review: number; pending_save: number; confirmed: number };
    CategoryOut: {
      id: number;
      short_desc: string;
      display_name: string;
      parent_id: number | null;
      parent: string | null;
      color: string | null;
      is_income: boolean;
      is_recurring: boolean;
      is_transfer: boolean;
      transaction_count: number;
    };
    AccountOut: {
      id: number;
      name: string;
      institution: string;
      account_type: string;
      currency: string;
      is_archived: boolean;
    };
  };
}
