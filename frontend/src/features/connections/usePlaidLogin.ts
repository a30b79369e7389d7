import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { PlaidLinkError } from 'react-plaid-link';
import { useLocation, useSearchParams } from 'react-router';
import { useRepaired } from '@/api/connections';
import { leaveTo } from './leaving';
import type { PlaidSuccess } from './PlaidWindow';
import { loadPlaid } from './plaidScript';
import { forgetLink, type StoredLink, storedLink, storeLink } from './storedLink';
import { useFinish } from './useFinish';
import { useLinkStart } from './useLinkStart';

const PLAID = 'plaid';
/** Of a bank's name, in characters. */
const LONGEST_NAME = 80;

/** A login by Plaid's window, from its token to a connection or a repaired one. */
export function usePlaidLogin() {
  const { link, wish, start, returnedTo } = useLink();
  const [exit, setExit] = useState<{ error: PlaidLinkError | null } | null>(null);
  const finish = useFinish(({ id }) => leaveTo(`/connect/${id}/accounts`));
  const repaired = useRepaired();
  const script = useQuery({
    queryKey: ['plaid-script', link?.start.script_url],
    queryFn: () => loadPlaid(link?.start.script_url ?? '').then(() => true),
    enabled: Boolean(link?.start.script_url) && exit === null,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });

  const succeed = ({ publicToken, institutionId, institutionName }: PlaidSuccess) => {
    forgetLink();
    if (link?.repair) {
      const params = { path: { connection_id: link.repair } };
      repaired.mutate({ params }, { onSuccess: () => leaveTo('/accounts') });
    } else {
      const grant = {
        provider: PLAID,
        grant: publicToken,
        institution_id: institutionId,
        institution_name: institutionName?.slice(0, LONGEST_NAME) ?? null,
        with_investments: link?.withInvestments,
      };
      finish.send(grant, link?.replace ? { replace_connection_id: link.replace } : {});
    }
  };
  const leave = (error: PlaidLinkError | null) => {
    forgetLink();
    setExit({ error });
  };

  return {
    /** What this login is for, also where it did not begin. */
    wish: link ?? wish,
    link,
    exit,
    finish,
    succeed,
    leave,
    /** The bank sent the owner back, but nobody here knows of a login. */
    isLost: returnedTo !== undefined && link === null,
    returnedTo,
    isRepair: Boolean(link?.repair),
    isScriptReady: script.isSuccess,
    isSaving: finish.isPending || repaired.isPending || finish.isDone || repaired.isSuccess,
    error: start.error ?? script.error ?? finish.error ?? repaired.error,
  };
}

/** The login that is to be: a new one, or the one that the way over the bank's page belongs to. */
function useLink() {
  const [params] = useSearchParams();
  const { pathname, search } = useLocation();
  const wasReturned = params.has('oauth_state_id');
  const repair = Number(params.get('repair')) || undefined;
  const replace = Number(params.get('replace')) || undefined;
  const withInvestments = params.has('investments');
  const [returning] = useState<StoredLink | null>(() => (wasReturned ? storedLink() : null));
  const start = useLinkStart(
    { provider: PLAID, connection_id: repair, with_investments: withInvestments },
    !wasReturned,
  );
  const fresh = start.data ? { start: start.data, repair, replace, withInvestments } : null;
  useEffect(() => {
    if (start.data) storeLink({ start: start.data, repair, replace, withInvestments });
  }, [start.data, repair, replace, withInvestments]);
  const returnedTo = wasReturned ? `${window.location.origin}${pathname}${search}` : undefined;
  return { link: returning ?? fresh, wish: { repair, replace, withInvestments }, start, returnedTo };
}
