import { Button } from '@mantine/core';
import { spotlight } from '@mantine/spotlight';
import { FileUp, Search } from 'lucide-react';
import { Link } from 'react-router';
import { Keys } from '@/components/Keys';
import { ConsistencyBadge } from '@/features/consistency/ConsistencyBadge';
import { Brand } from './Brand';
import { NavItem } from './NavLinks';
import { FILING_ENTRY, IMPORT_PATH, MAIN_ENTRIES, SETTINGS_ENTRY } from './navigation';
import classes from './Shell.module.css';
import { HideAmountsSwitch, LockButton, SchemeSwitch, ShortcutsButton } from './Switches';

interface SidebarProps {
  /** On a phone the sidebar closes when an entry was chosen. */
  onNavigate: () => void;
}

/** Search, import, the screens, and the switches for the whole app. */
export function Sidebar({ onNavigate }: SidebarProps) {
  return (
    <div className={classes.nav}>
      <div className={classes.brandRow}>
        <Brand />
      </div>
      <button type="button" className={classes.search} onClick={spotlight.open}>
        <Search size={15} aria-hidden="true" />
        Find or do…
        <span aria-hidden="true">
          <Keys keys="mod+k" />
        </span>
      </button>
      <Button
        component={Link}
        to={IMPORT_PATH}
        leftSection={<FileUp size={16} aria-hidden="true" />}
        onClick={onNavigate}
      >
        Import a file
      </Button>
      <ul className={classes.entries}>
        {MAIN_ENTRIES.map((entry) => (
          <li key={entry.path}>
            <NavItem entry={entry} look="line" onNavigate={onNavigate} />
          </li>
        ))}
      </ul>
      <div className={classes.bottom}>
        <ConsistencyBadge onNavigate={onNavigate} />
        <NavItem entry={FILING_ENTRY} look="line" onNavigate={onNavigate} />
        <NavItem entry={SETTINGS_ENTRY} look="line" onNavigate={onNavigate} />
        <div className={classes.switches}>
          <HideAmountsSwitch />
          <SchemeSwitch />
          <ShortcutsButton />
          <LockButton />
        </div>
      </div>
    </div>
  );
}
