import { $api } from './client';
import type { components } from './schema.gen';

export type ErrorBudget = components['schemas']['ErrorBudgetOut'];

/** How what is filed by itself stands against the error budget. */
export const useErrorBudget = () => $api.useQuery('get', '/api/learning/error-budget');
