import { FileUp, KeyRound, Landmark, type LucideIcon, Plug } from 'lucide-react';

/** What a person wants to know before they choose how their rows come here. */
export interface Way {
  icon: LucideIcon;
  title: string;
  /** Its price in a word or two. */
  price: string;
  lead: string;
  facts: readonly (readonly [string, string])[];
}

export const FILES: Way = {
  icon: FileUp,
  title: 'Bank files',
  price: 'Free',
  lead: 'Download a file at your bank and drop it here. No key, no sign-up, no third party.',
  facts: [
    ['Cost', 'Nothing.'],
    ['History', 'As far back as your bank lets you download.'],
    ['Up to date', 'When you drop the next file. Overlaps are recognized.'],
    ['Who sees what', 'Nobody but you. The file is read on this computer.'],
  ],
};

const SIMPLEFIN: Way = {
  icon: KeyRound,
  title: 'SimpleFIN',
  price: '$1.50 a month',
  lead: 'A small service that reads your banks for you. Subscribe, copy one token, done.',
  facts: [
    ['Cost', '$1.50 a month or $15 a year, paid to SimpleFIN. No contract.'],
    ['History', 'What your bank gives SimpleFIN; often a few months. Add older rows by file.'],
    ['Up to date', 'About once a day.'],
    ['Who sees what', 'You log in to your bank at SimpleFIN, which then sees your accounts. It may only read.'],
  ],
};

const PLAID: Way = {
  icon: Landmark,
  title: 'Plaid',
  price: 'Own keys',
  lead: 'What most paid apps use, with keys of your own. More banks and more history, more to set up.',
  facts: [
    ['Cost', 'Trial: free for 10 logins in all. After that a monthly fee for each login, paid to Plaid.'],
    ['History', 'Up to 24 months, asked for once when you link.'],
    ['Up to date', 'Plaid looks one to four times a day.'],
    ['Who sees what', 'You log in to your bank in Plaid’s window. Plaid sees your accounts and transactions.'],
  ],
};

const KNOWN: Record<string, Way> = { simplefin: SIMPLEFIN, plaid: PLAID };

/** What can only be read about while nobody's own household is open. */
export const SHOWN_IN_THE_SAMPLE = [SIMPLEFIN, PLAID];

/** How a provider is presented; one that nobody wrote about yet is presented by its name. */
export const wayOf = (provider: { key: string; title: string }): Way =>
  KNOWN[provider.key] ?? {
    icon: Plug,
    title: provider.title,
    price: 'Account needed',
    lead: `Brings your banks’ rows through ${provider.title}.`,
    facts: [],
  };

const SETTINGS: Record<string, string> = {
  plaid_client_id: 'client id',
  plaid_secret: 'sandbox secret',
  plaid_production_secret: 'production secret',
  plaid_env: 'environment',
};

/** `client id and sandbox secret`: the settings that a provider still needs. */
export function missingWords(keys: readonly string[]): string {
  const words = keys.map((key) => SETTINGS[key] ?? key.replaceAll('_', ' '));
  return new Intl.ListFormat('en-US').format(words);
}

export const KEYS_ADDRESS = '/settings#banks';
