import type { ReactNode } from 'react';
import { ErrorState } from './ErrorState';
import { LoadingState } from './LoadingState';

interface Asked<T> {
  data: T | undefined;
  error: unknown;
  isPending: boolean;
  refetch: () => unknown;
}

interface AnswerProps<T> {
  query: Asked<T>;
  loading?: ReactNode;
  /** Shown instead of the full face when `isEmpty` says so. */
  empty?: ReactNode;
  isEmpty?: (data: T) => boolean;
  children: (data: T) => ReactNode;
}

/** The four faces of a query: loading, failed with a retry, empty, full. An old answer beats an error. */
export function Answer<T>({ query, loading, empty, isEmpty, children }: AnswerProps<T>) {
  const { data, error, isPending, refetch } = query;
  if (data !== undefined) return empty && isEmpty?.(data) ? empty : children(data);
  if (isPending) return loading ?? <LoadingState />;
  return <ErrorState error={error} onRetry={refetch} />;
}
