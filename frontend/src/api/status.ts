import { $api } from './client';

/** What the app says about itself: version, sample household, notices. */
export const useStatus = () => $api.useQuery('get', '/api/status', {}, { staleTime: 60_000 });

/** How many rows there are and how many wait for a decision. */
export const useStats = () => $api.useQuery('get', '/api/stats');
