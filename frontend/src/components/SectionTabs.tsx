import { LinkTabs } from './LinkTabs';

const SECTIONS = {
  Reports: [
    { to: '/spending', label: 'Spending' },
    { to: '/cash-flow', label: 'Cash flow' },
    { to: '/net-worth', label: 'Net worth' },
    { to: '/insights', label: 'Insights' },
  ],
  Budgets: [
    { to: '/budgets', label: 'Budgets' },
    { to: '/goals', label: 'Goals' },
  ],
  Recurring: [
    { to: '/recurring', label: 'Overview' },
    { to: '/recurring/months', label: '12 months' },
    { to: '/bills', label: 'Calendar' },
  ],
  'Categories & rules': [
    { to: '/categories', label: 'Categories' },
    { to: '/rules', label: 'Rules' },
    { to: '/merchants', label: 'Merchants' },
    { to: '/accuracy', label: 'Accuracy' },
  ],
  Settings: [
    { to: '/settings', label: 'Settings' },
    { to: '/history', label: 'History' },
    { to: '/sync-history', label: 'Bank sync' },
    { to: '/consistency', label: 'Consistency' },
    { to: '/outbound', label: 'What left this computer' },
  ],
};

interface SectionTabsProps {
  section: keyof typeof SECTIONS;
  /** The address of the present screen. */
  current: string;
}

/** The screens that share an entry of the sidebar. */
export function SectionTabs({ section, current }: SectionTabsProps) {
  return <LinkTabs label={section} tabs={SECTIONS[section]} current={current} />;
}
