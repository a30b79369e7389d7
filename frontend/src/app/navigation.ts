import {
  ArrowLeftRight,
  ChartColumnBig,
  History,
  House,
  Inbox,
  type LucideIcon,
  Settings,
  Tags,
  WalletCards,
} from 'lucide-react';

export interface NavEntry {
  path: string;
  label: string;
  icon: LucideIcon;
  /** Typed after `g`. */
  key: string;
  /** Further addresses that light this entry. */
  also?: string[];
}

/** The sidebar: what people come for first, what they set up once last. Seven at most. */
export const MAIN_ENTRIES: NavEntry[] = [
  { path: '/', label: 'Home', icon: House, key: 'h' },
  { path: '/review', label: 'Review', icon: Inbox, key: 'r' },
  { path: '/transactions', label: 'Transactions', icon: ArrowLeftRight, key: 't' },
  { path: '/spending', label: 'Spending', icon: ChartColumnBig, key: 's' },
  { path: '/accounts', label: 'Accounts', icon: WalletCards, key: 'a' },
  { path: '/categories', label: 'Categories & rules', icon: Tags, key: 'c', also: ['/rules'] },
  { path: '/history', label: 'History', icon: History, key: 'y' },
];

export const SETTINGS_ENTRY: NavEntry = { path: '/settings', label: 'Settings', icon: Settings, key: ',' };

export const IMPORT_PATH = '/import';

/** What a phone's bottom bar has room for; the rest is behind "More". */
export const PHONE_ENTRIES = MAIN_ENTRIES.slice(0, 4);

/** Whether an entry stands for the address on screen. */
export function isCurrent({ path, also = [] }: NavEntry, address: string): boolean {
  return [path, ...also].some((start) => (start === '/' ? address === '/' : `${address}/`.startsWith(`${start}/`)));
}
