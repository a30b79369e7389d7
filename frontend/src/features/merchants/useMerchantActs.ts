import {
  type Merchant,
  type MergeWish,
  type Resemblance,
  useDismissPair,
  useMergeMerchants,
  usePartMerchant,
  useRenameMerchant,
} from '@/api/merchants';
import { showDone, showUndo } from '@/components/undoToast';
import { plural } from '@/lib/formatting';

/** What the owner can say of merchants; each says so with a way back. */
export function useMerchantActs() {
  const merging = useMergeMerchants();
  const parting = usePartMerchant();
  const renaming = useRenameMerchant();
  const dismissing = useDismissPair();
  return {
    isMerging: merging.isPending,
    merge: (wish: MergeWish, { onDone, onFailed }: { onDone: (key: string) => void; onFailed: () => void }) =>
      merging.mutate(
        { body: wish },
        {
          onSuccess: (data) => {
            showDone(data, `Merged into ${data.name}: ${plural(data.count, 'transaction')} now.`);
            onDone(data.key);
          },
          onError: onFailed,
        },
      ),
    part: (merchant: Merchant, alias: string) =>
      parting.mutate(
        { body: { alias } },
        {
          onSuccess: (data) =>
            showDone(
              data,
              `${alias} stands alone again, with ${plural(data.rows, 'transaction')} of ${merchant.name}.`,
            ),
        },
      ),
    rename: (merchant: Merchant, name: string | null) =>
      renaming.mutate(
        { body: { key: merchant.key, name } },
        { onSuccess: (data) => showDone(data, `${merchant.name} is called ${data.name} now.`) },
      ),
    dismiss: (pair: Resemblance) =>
      dismissing.mutate(pair, {
        onSuccess: (operationId) =>
          showUndo({ message: `${pair.into.name} and ${pair.other.name} are two merchants.`, operationId }),
      }),
  };
}

export type MerchantActs = ReturnType<typeof useMerchantActs>;
