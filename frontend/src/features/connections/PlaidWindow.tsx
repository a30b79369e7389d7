import { useEffect } from 'react';
import { type PlaidLinkError, usePlaidLink } from 'react-plaid-link';
import { LoadingState } from '@/components/LoadingState';

export interface PlaidSuccess {
  publicToken: string;
  institutionId: string | null;
  institutionName: string | null;
}

interface PlaidWindowProps {
  token: string;
  /** The address on which the bank sent the owner back, where it did. */
  returnedTo?: string;
  onSuccess: (success: PlaidSuccess) => void;
  onExit: (error: PlaidLinkError | null) => void;
}

/** Plaid's own window over the page; opens by itself. Its script has to be loaded. */
export function PlaidWindow({ token, returnedTo, onSuccess, onExit }: PlaidWindowProps) {
  const { open, ready } = usePlaidLink({
    token,
    receivedRedirectUri: returnedTo,
    onSuccess: (publicToken, { institution }) =>
      onSuccess({
        publicToken: publicToken ?? '',
        institutionId: institution?.institution_id ?? null,
        institutionName: institution?.name ?? null,
      }),
    onExit,
  });
  useEffect(() => {
    if (ready) open();
  }, [ready, open]);
  return <LoadingState shape="block" height={120} label="Plaid’s window is open" />;
}
