import { type Account, useDeleteAccount, useEditAccount } from '@/api/accounts';
import { asProblem } from '@/api/problem';
import { notifyProblem } from '@/api/queryClient';
import { confirm } from '@/components/confirm';
import { showDone } from '@/components/undoToast';
import { plural } from '@/lib/formatting';

const count = (value: unknown): number => (typeof value === 'number' ? value : 0);

/** What can be done with an account from the list and from its drawer. */
export function useAccountActs() {
  const edit = useEditAccount();
  const remove = useDeleteAccount();

  const archive = (account: Account, isArchived: boolean) =>
    edit.mutate(
      { params: { path: { account_id: account.id } }, body: { is_archived: isArchived } },
      {
        onSuccess: (data) => showDone(data, `${account.name} is ${isArchived ? 'archived' : 'back in the list'}.`),
        onError: notifyProblem,
      },
    );

  const send = (account: Account, isConfirmed: boolean) =>
    remove.mutateAsync({ params: { path: { account_id: account.id }, query: { confirm: isConfirmed } } });

  /** Delete at once if it is empty; else ask with the counts in view. Says whether it is gone. */
  const destroy = async (account: Account): Promise<boolean> => {
    try {
      const gone = await send(account, false).catch(async (error: unknown) => {
        const { status, extra } = asProblem(error);
        if (status !== 409) throw error;
        const isSure = await confirm({
          title: `Delete ${account.name}?`,
          message:
            `It holds ${plural(count(extra.transactions), 'transaction')} from ` +
            `${plural(count(extra.imports), 'import')}. They move to the deleted list, from where they can be ` +
            'restored. To keep them in your reports, archive the account instead.',
          action: 'Delete account',
        });
        return isSure ? send(account, true) : null;
      });
      if (gone) showDone(gone, `${account.name} is deleted.`);
      return gone !== null;
    } catch (error) {
      notifyProblem(error);
      return false;
    }
  };

  return { archive, destroy };
}
