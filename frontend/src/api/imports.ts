import { keepPreviousData } from '@tanstack/react-query';
import { $api, client } from './client';
import { Problem } from './problem';
import { queryClient } from './queryClient';
import type { components, paths } from './schema.gen';

/** A file that waits to be imported, and what importing it would do. */
export type Staged = paths['/api/import/staged/{staged_id}']['get']['responses'][200]['content']['application/json'];
export type StagedEdit = components['schemas']['StagedEdit'];
export type Statement = components['schemas']['StatementOut'];
export type StagedRow = components['schemas']['StagedRowOut'];
export type RowKind = StagedRow['kind'];
export type Layout = components['schemas']['Layout'];
export type PastImport = components['schemas']['PastImportOut'];
export type Profile = components['schemas']['ProfileOut'];
export type Job = components['schemas']['JobOut'];

const STAGED = '/api/import/staged/{staged_id}';
const ROWS = '/api/import/staged/{staged_id}/rows';
const PAGE = 200;
const OFTEN_MS = 200;

const at = (id: string) => ({ params: { path: { staged_id: id } } });

/** What is known of a file from now on, where an answer has just told it. */
export function rememberStaged(staged: Staged): void {
  queryClient.setQueryData($api.queryOptions('get', STAGED, at(staged.staged_id)).queryKey, staged);
}

/** What is larger may take more than a second to read, and is read as a job that says how far it is. */
const LARGE_BYTES = 512 * 1024;

function formOf(file: File, accountId: number | null) {
  const form = new FormData();
  form.append('file', file);
  if (accountId !== null) form.append('account_id', String(accountId));
  return { body: { file: file.name, account_id: accountId }, bodySerializer: () => form };
}

/** Look at a file: nothing is stored yet. Null where the owner stopped its reading. */
export async function previewFile(
  file: File,
  accountId: number | null,
  onProgress: (job: Job) => void,
): Promise<Staged | null> {
  const form = formOf(file, accountId);
  if (file.size > LARGE_BYTES) return previewAsJob(form, onProgress);
  const { data } = await client.POST('/api/import/preview', form);
  // A failure is thrown by the client, so there is an answer.
  const staged = data as Staged;
  rememberStaged(staged);
  return staged;
}

async function previewAsJob(form: ReturnType<typeof formOf>, onProgress: (job: Job) => void): Promise<Staged | null> {
  const { data: started } = await client.POST('/api/import/staged', form);
  const { staged_id, job_id } = started as components['schemas']['ReadingStarted'];
  for (;;) {
    const { data } = await client.GET('/api/jobs/{job_id}', { params: { path: { job_id } } });
    const job = data as Job;
    if (job.state === 'cancelled') return null;
    if (job.state === 'failed') {
      throw new Problem('Could not be read', job.problem ?? 'Reading the file failed; nothing was kept.', 422);
    }
    if (job.state === 'done') break;
    onProgress(job);
    await new Promise((resolve) => setTimeout(resolve, OFTEN_MS));
  }
  const { data } = await client.GET(STAGED, at(staged_id));
  const staged = data as Staged;
  rememberStaged(staged);
  return staged;
}

export const useStaged = (id: string) => $api.useQuery('get', STAGED, at(id));

/** Say how a file is to be read, where it goes and which rows to leave; one word after the other. */
export const useEditStaged = () =>
  $api.useMutation('patch', STAGED, {
    scope: { id: 'staged' },
    meta: { quiet: true, stale: [ROWS] },
    onSuccess: rememberStaged,
  });

/** The rows of a file, page by page. */
export const useStagedRows = (id: string, statement: number, kind: RowKind) =>
  $api.useInfiniteQuery(
    'get',
    ROWS,
    { params: { path: { staged_id: id }, query: { statement, kind, limit: PAGE } } },
    {
      pageParamName: 'offset',
      initialPageParam: 0,
      getNextPageParam: ({ next_cursor }) => (next_cursor === null ? undefined : Number(next_cursor)),
      placeholderData: keepPreviousData,
    },
  );

/** Throw a waiting file away. */
export const useDiscardStaged = () => $api.useMutation('delete', STAGED, { meta: { quiet: true, stale: [] } });

/** Store a waiting file: starts a job. */
export const useCommitStaged = () => $api.useMutation('post', `${STAGED}/commit`, { meta: { quiet: true, stale: [] } });

/** A job as it stands, asked again until it ends. */
export const useJob = (id: string | null) =>
  $api.useQuery(
    'get',
    '/api/jobs/{job_id}',
    { params: { path: { job_id: id ?? '' } } },
    {
      enabled: id !== null,
      refetchInterval: ({ state }) => (state.data && state.data.state !== 'running' ? false : OFTEN_MS),
      gcTime: 0,
    },
  );

export const useCancelJob = () => $api.useMutation('delete', '/api/jobs/{job_id}', { meta: { stale: ['/api/jobs'] } });

/** Ask anew for everything on screen but the files that wait: the one that was just stored is gone. */
export const refreshAfterImport = (): Promise<void> =>
  queryClient.invalidateQueries({ predicate: ({ queryKey }) => !String(queryKey[1]).startsWith('/api/import/staged') });

/** Past imports, newest first, those that were undone included. */
export const useImports = () => $api.useQuery('get', '/api/import', { params: { query: { limit: 200 } } });

/** Refused with the counts (409) while rows were reviewed since and nobody confirmed. */
export const useUndoImport = () => $api.useMutation('delete', '/api/import/{import_id}', { meta: { quiet: true } });

/** How the files of each account are read. */
export const useProfiles = () => $api.useQuery('get', '/api/import/profiles');

export const useEditProfile = () =>
  $api.useMutation('patch', '/api/import/profiles/{profile_id}', { meta: { quiet: true } });

export const useDeleteProfile = () => $api.useMutation('delete', '/api/import/profiles/{profile_id}');
