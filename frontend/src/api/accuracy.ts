import { $api } from './client';
import type { components } from './schema.gen';

export type Accuracy = components['schemas']['AccuracyOut'];
export type Figures = components['schemas']['FiguresOut'];
export type PartFigures = components['schemas']['PartFiguresOut'];
export type MonthFigures = components['schemas']['MonthFiguresOut'];
export type CategoryFigures = components['schemas']['CategoryFiguresOut'];
export type ConfidenceBin = components['schemas']['BinOut'];
export type Mistake = components['schemas']['MistakeOut'];

const PER_PAGE = 20;

/** How often the app was right. */
export const useAccuracy = () => $api.useQuery('get', '/api/accuracy', {});

/** What was filed otherwise than predicted, the latest first; page by page. */
export const useMistakes = (wanted: { part?: string; onlyFiled: boolean }) =>
  $api.useInfiniteQuery(
    'get',
    '/api/accuracy/mistakes',
    { params: { query: { part: wanted.part, only_filed: wanted.onlyFiled, limit: PER_PAGE } } },
    {
      initialPageParam: 0,
      pageParamName: 'offset',
      getNextPageParam: (last, pages) => {
        const shown = pages.reduce((sum, page) => sum + page.items.length, 0);
        return shown < last.total && last.items.length > 0 ? shown : undefined;
      },
    },
  );
