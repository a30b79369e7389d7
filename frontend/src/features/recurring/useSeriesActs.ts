import {
  type RecurringAlert,
  type Series,
  useConfirmMany,
  useConfirmSeries,
  useDismissAlert,
  useDismissSeries,
  useTakeBackSeries,
} from '@/api/recurring';
import { showDone, showUndo } from '@/components/undoToast';
import { plural } from '@/lib/formatting';

/** What the owner can say of series; each says so with a way back. */
export function useSeriesActs() {
  const confirming = useConfirmSeries();
  const confirmingMany = useConfirmMany();
  const dismissing = useDismissSeries();
  const takingBack = useTakeBackSeries();
  const hiding = useDismissAlert();
  const at = ({ key }: Series) => ({ params: { path: { key } } });
  return {
    isBusy: confirmingMany.isPending,
    confirm: (series: Series) =>
      confirming.mutate(at(series), { onSuccess: (data) => showDone(data, `${series.name} is confirmed.`) }),
    confirmAll: (all: Series[]) =>
      confirmingMany.mutate(
        { body: { keys: all.map(({ key }) => key) } },
        { onSuccess: (data) => showDone(data, `Confirmed ${plural(data.confirmed, 'series', 'series')}.`) },
      ),
    dismiss: (series: Series) =>
      dismissing.mutate(at(series), {
        onSuccess: (data) => showDone(data, `${series.name} is not suggested again.`),
      }),
    takeBack: (series: Series) =>
      takingBack.mutate(series.key, {
        onSuccess: (operationId) =>
          showUndo({
            message: series.is_by_hand ? `${series.name} is deleted.` : `${series.name} is as it was found.`,
            operationId,
          }),
      }),
    hideAlert: (alert: RecurringAlert) =>
      hiding.mutate(
        { params: { path: { key: alert.series_key, alert_id: alert.id } } },
        { onSuccess: (data) => showDone(data, 'The alert is dismissed.') },
      ),
  };
}

export type SeriesActs = ReturnType<typeof useSeriesActs>;
