import { keepPreviousData } from '@tanstack/react-query';
import { $api } from './client';
import type { components } from './schema.gen';

export type ReviewQueue = components['schemas']['ReviewQueueOut'];
export type ReviewGroup = components['schemas']['ReviewGroup'];
export type PossibleDuplicate = components['schemas']['PossibleDuplicate'];

const GROUPS = 60;

/**
 * A decision shows at once and the screen asks for the rest when the owner pauses: so a decision
 * itself makes only the counts stale.
 */
const COUNTS = { meta: { stale: ['/api/stats'] } };

/** What waits, by merchant and suggestion. */
export const useReviewQueue = () =>
  $api.useQuery('get', '/api/transactions/review-queue', { params: { query: { limit_groups: GROUPS } } });

/** What is staged and not saved yet. */
export const useStaged = () =>
  $api.useInfiniteQuery(
    'get',
    '/api/transactions/staged',
    { params: { query: { limit: 200 } } },
    {
      pageParamName: 'cursor',
      initialPageParam: null,
      getNextPageParam: ({ next_cursor }) => next_cursor,
      placeholderData: keepPreviousData,
    },
  );

/** What may be here twice, each with the one that it may repeat. */
export const usePossibleDuplicates = () =>
  $api.useQuery('get', '/api/transactions/possible-duplicates', { params: { query: { limit: 200 } } });

export const useReviewOne = () => $api.useMutation('post', '/api/transactions/{transaction_id}/review', COUNTS);

export const useBulkReview = () => $api.useMutation('post', '/api/transactions/bulk-review', COUNTS);

export const useBulkStage = () => $api.useMutation('post', '/api/transactions/bulk-stage', COUNTS);

export const useKickBack = () => $api.useMutation('post', '/api/transactions/{transaction_id}/kick-back');

/** Confirm what is staged. */
export const useCommitStaged = () => $api.useMutation('post', '/api/transactions/staged/commit');

/** Put everything staged back into review. */
export const useRevertStaged = () => $api.useMutation('post', '/api/transactions/staged/revert-all');

/** Look once more for a category for what has no suggestion. */
export const useSuggestAgain = () => $api.useMutation('post', '/api/transactions/batch-categorize');
