import {
  ArrowLeftRight,
  BadgeCheck,
  CalendarDays,
  ChartColumnBig,
  ChartNoAxesCombined,
  Globe,
  History,
  House,
  Inbox,
  Landmark,
  Lightbulb,
  type LucideIcon,
  PiggyBank,
  Plug,
  RefreshCw,
  Repeat,
  Settings,
  ShieldCheck,
  Store,
  Tags,
  Target,
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
  {
    path: '/spending',
    label: 'Reports',
    icon: ChartColumnBig,
    key: 's',
    also: ['/cash-flow', '/net-worth', '/insights'],
  },
  { path: '/budgets', label: 'Budgets', icon: PiggyBank, key: 'b', also: ['/goals'] },
  { path: '/recurring', label: 'Recurring', icon: Repeat, key: 'e', also: ['/bills'] },
  { path: '/accounts', label: 'Accounts', icon: WalletCards, key: 'a', also: ['/connect'] },
];

/** What the app files by, and how well; apart from the rest, as there are screens enough of each. */
export const FILING_ENTRY: NavEntry = {
  path: '/categories',
  label: 'Categories & rules',
  icon: Tags,
  key: 'c',
  also: ['/rules', '/merchants', '/accuracy'],
};

export const SETTINGS_ENTRY: NavEntry = {
  path: '/settings',
  label: 'Settings',
  icon: Settings,
  key: ',',
  also: ['/history', '/consistency', '/sync-history', '/outbound'],
};

/** Screens behind the tabs of an entry: keys and the command palette lead to them as well. */
export const FURTHER_SCREENS: NavEntry[] = [
  { path: '/cash-flow', label: 'Cash flow', icon: ChartNoAxesCombined, key: 'f' },
  { path: '/net-worth', label: 'Net worth', icon: Landmark, key: 'n' },
  { path: '/insights', label: 'Insights', icon: Lightbulb, key: 'v' },
  { path: '/goals', label: 'Goals', icon: Target, key: 'o' },
  { path: '/bills', label: 'Bill calendar', icon: CalendarDays, key: 'l' },
  { path: '/connect', label: 'Connect a bank', icon: Plug, key: 'p' },
  { path: '/merchants', label: 'Merchants', icon: Store, key: 'm' },
  { path: '/accuracy', label: 'Accuracy', icon: BadgeCheck, key: 'q' },
  { path: '/history', label: 'History', icon: History, key: 'y' },
  { path: '/sync-history', label: 'Bank sync', icon: RefreshCw, key: 'u' },
  { path: '/consistency', label: 'Consistency', icon: ShieldCheck, key: 'k' },
  { path: '/outbound', label: 'What left this computer', icon: Globe, key: 'x' },
];

export const IMPORT_PATH = '/import';

/** What a phone's bottom bar has room for; the rest is behind "More". */
export const PHONE_ENTRIES = MAIN_ENTRIES.slice(0, 4);

/** Whether an entry stands for the address on screen. */
export function isCurrent({ path, also = [] }: NavEntry, address: string): boolean {
  return [path, ...also].some((start) => (start === '/' ? address === '/' : `${address}/`.startsWith(`${start}/`)));
}
