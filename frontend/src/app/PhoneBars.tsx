import { ActionIcon } from '@mantine/core';
import { spotlight } from '@mantine/spotlight';
import { Menu as MenuIcon, Search } from 'lucide-react';
import { ConsistencyAlarm } from '@/features/consistency/ConsistencyBadge';
import { Brand } from './Brand';
import { NavItem } from './NavLinks';
import { PHONE_ENTRIES } from './navigation';
import classes from './Shell.module.css';
import { HideAmountsSwitch } from './Switches';

/** The top of a phone's screen. */
export function PhoneHeader() {
  return (
    <div className={classes.phoneHeader}>
      <Brand />
      <span className={classes.phoneActions}>
        <ConsistencyAlarm />
        <HideAmountsSwitch />
        <ActionIcon aria-label="Find or do" onClick={spotlight.open} size="lg">
          <Search size={19} aria-hidden="true" />
        </ActionIcon>
      </span>
    </div>
  );
}

interface PhoneTabsProps {
  isMenuOpen: boolean;
  onMenu: () => void;
  onNavigate: () => void;
}

/** The bottom of a phone's screen: within reach of a thumb. */
export function PhoneTabs({ isMenuOpen, onMenu, onNavigate }: PhoneTabsProps) {
  return (
    <nav aria-label="Shortcuts" className={classes.tabs}>
      {PHONE_ENTRIES.map((entry) => (
        <NavItem key={entry.path} entry={entry} look="tab" onNavigate={onNavigate} />
      ))}
      <button type="button" className={classes.tab} aria-expanded={isMenuOpen} onClick={onMenu}>
        <MenuIcon size={20} strokeWidth={1.9} aria-hidden="true" />
        More
      </button>
    </nav>
  );
}
