import type { PlaidLinkError } from 'react-plaid-link';

const WORDS: Record<string, string> = {
  INVALID_LINK_TOKEN: 'The login took too long and its window ran out. Start again.',
  INVALID_CREDENTIALS: 'The bank did not accept the user name or password.',
  INVALID_MFA: 'The bank did not accept the code.',
  ITEM_LOCKED: 'The bank has locked the login. Unlock it on the bank’s own page, then start again.',
  INSTITUTION_DOWN: 'The bank does not answer at the moment. Try again later.',
  INSTITUTION_NOT_RESPONDING: 'The bank does not answer at the moment. Try again later.',
  INSTITUTION_NO_LONGER_SUPPORTED: 'Plaid no longer reaches this bank. SimpleFIN may, and files always do.',
  INSTITUTION_REGISTRATION_REQUIRED:
    'This bank has to be switched on in Plaid’s dashboard first; the setup guide says how. It can take days.',
  UNAUTHORIZED_INSTITUTION:
    'This bank has to be switched on in Plaid’s dashboard first; the setup guide says how. It can take days.',
  USER_SETUP_REQUIRED: 'The bank wants something from you first. Log in on its own page, then start again.',
  ACCESS_NOT_GRANTED: 'The bank was not allowed to share anything. Start again and allow the accounts.',
  NO_ACCOUNTS: 'Plaid found no account behind this login that it can read.',
};

/** Why the login ended without a connection, in words for the owner. */
export function exitWords(error: PlaidLinkError | null): string {
  if (!error) return 'You closed the window. Nothing was connected, and nothing changed.';
  return (
    WORDS[error.error_code] ??
    (error.display_message || error.error_message || `Plaid ended the login (${error.error_code}).`)
  );
}
