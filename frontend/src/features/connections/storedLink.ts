/** What has to outlive the way over a bank's own page and back. */

import type { LinkStart } from '@/api/connections';

/** What a login is for: a new connection where nothing else is said. */
export interface LinkWish {
  repair?: number;
  replace?: number;
  withInvestments?: boolean;
}

export interface StoredLink extends LinkWish {
  start: LinkStart;
}

const NAME = 'budgetapp.plaid-link';

/** Kept in this tab alone; the token in it opens nothing but this one login, for some hours. */
export function storeLink(link: StoredLink): void {
  sessionStorage.setItem(NAME, JSON.stringify(link));
}

/** The login that was begun in this tab, if it has not run out. */
export function storedLink(now = Date.now()): StoredLink | null {
  try {
    // What is read was written by `storeLink` under the same name.
    const link = JSON.parse(sessionStorage.getItem(NAME) ?? 'null') as StoredLink | null;
    const end = link?.start.expires_at;
    return end && new Date(end).getTime() < now ? null : link;
  } catch {
    return null; // Spoiled: the login begins anew.
  }
}

export const forgetLink = (): void => sessionStorage.removeItem(NAME);
