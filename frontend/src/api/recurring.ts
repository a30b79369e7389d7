import { keepPreviousData, useMutation } from '@tanstack/react-query';
import type { Month } from '@/lib/months';
import { $api, client, operationIn } from './client';
import type { components } from './schema.gen';

export type Recurring = components['schemas']['RecurringOut'];
export type Series = components['schemas']['SeriesOut'];
export type SeriesDetail = components['schemas']['SeriesDetailOut'];
export type SeriesWish = components['schemas']['SeriesIn'];
export type RecurringAlert = components['schemas']['AlertOut'];
export type Bills = components['schemas']['BillsOut'];
export type Bill = components['schemas']['BillOut'];
export type Monitor = components['schemas']['MonitorOut'];
export type MonitoredCategory = components['schemas']['MonitoredCategoryOut'];
export type MonitoredMonth = components['schemas']['MonitoredMonthOut'];
export type Cadence = components['schemas']['Cadence'];

const STALE = ['/api/recurring', '/api/reports/home', '/api/operations'];
const ACT = { meta: { stale: STALE } };
const QUIET = { meta: { stale: STALE, quiet: true } };

/** Every series, what they come to, and the alerts on them. */
export const useRecurring = () => $api.useQuery('get', '/api/recurring');

/** One series with all of its past; not asked for without a key. */
export const useSeries = (key: string | null) =>
  $api.useQuery('get', '/api/recurring/{key}', { params: { path: { key: key ?? '' } } }, { enabled: key !== null });

/** What is due in the days to come, late ones first. */
export const useUpcoming = (days = 30) =>
  $api.useQuery('get', '/api/recurring/upcoming', { params: { query: { days } } });

/** What was charged in a month and what is still due in it. */
export const useBillMonth = (month: Month) =>
  $api.useQuery(
    'get',
    '/api/recurring/calendar',
    { params: { query: { month } } },
    { placeholderData: keepPreviousData },
  );

/** The twelve months of each category marked recurring. */
export const useMonitor = (year: number) =>
  $api.useQuery(
    'get',
    '/api/transactions/recurring-monitor',
    { params: { query: { year } } },
    { placeholderData: keepPreviousData },
  );

export const useAddSeries = () => $api.useMutation('post', '/api/recurring', QUIET);

/** Set what wins over the rows; `null` goes back to what they say. */
export const useEditSeries = () => $api.useMutation('patch', '/api/recurring/{key}', QUIET);

export const useConfirmSeries = () => $api.useMutation('post', '/api/recurring/{key}/confirm', ACT);

export const useConfirmMany = () => $api.useMutation('post', '/api/recurring/confirm', ACT);

/** Never suggest it again. */
export const useDismissSeries = () => $api.useMutation('post', '/api/recurring/{key}/dismiss', ACT);

/** Take back what was said of a series; answers the operation's number. */
export const useTakeBackSeries = () =>
  useMutation({
    ...ACT,
    mutationFn: async (key: string) => {
      const { response } = await client.DELETE('/api/recurring/{key}', { params: { path: { key } } });
      return operationIn(response);
    },
  });

export const useDismissAlert = () => $api.useMutation('post', '/api/recurring/{key}/alerts/{alert_id}/dismiss', ACT);
