import { notifications } from '@mantine/notifications';
import { MutationCache, QueryClient } from '@tanstack/react-query';
import { asProblem } from './problem';

interface WriteMeta extends Record<string, unknown> {
  /** Path prefixes whose answers this write makes stale. Left out: everything, which is always right. */
  stale?: readonly string[];
  /** The screen shows the failure itself, so no toast. */
  quiet?: boolean;
}

declare module '@tanstack/react-query' {
  interface Register {
    mutationMeta: WriteMeta;
  }
}

/** Ask again for every answer whose path starts with one of `prefixes`; what is on screen is asked at once. */
export async function refresh(prefixes: readonly string[] = ['/api/']): Promise<void> {
  const isStale = ({ queryKey: [, path] }: { queryKey: readonly unknown[] }) =>
    prefixes.some((prefix) => String(path).startsWith(prefix));
  // What a screen that was left asked for before the write would arrive after it, and pass for fresh.
  await queryClient.cancelQueries({ predicate: isStale, type: 'inactive' });
  await queryClient.invalidateQueries({ predicate: isStale });
}

/** Say that something failed, where no screen does. */
export function notifyProblem(error: unknown): void {
  const { title, detail } = asProblem(error);
  notifications.show({ color: 'red', title, message: detail, autoClose: 10_000 });
}

export const queryClient: QueryClient = new QueryClient({
  defaultOptions: {
    // The server is this computer: there is no "offline", and a second try helps only while it starts.
    queries: {
      networkMode: 'always',
      staleTime: 15_000,
      refetchOnWindowFocus: true,
      retry: (failures, error) => failures < 2 && asProblem(error).status === 0,
      retryDelay: 600,
    },
    mutations: { networkMode: 'always', retry: false },
  },
  mutationCache: new MutationCache({
    // Not waited for: what was written is told at once, and what it changed comes when it comes.
    onSuccess: (_data, _variables, _onMutateResult, mutation) => {
      refresh(mutation.meta?.stale);
    },
    onError: (error, _variables, _onMutateResult, mutation) => {
      if (!mutation.meta?.quiet) notifyProblem(error);
    },
  }),
});
