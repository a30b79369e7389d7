import { AppShell } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Outlet } from 'react-router';
import { CommandPalette } from './CommandPalette';
import { DemoRibbon } from './DemoRibbon';
import { PhoneHeader, PhoneTabs } from './PhoneBars';
import classes from './Shell.module.css';
import { Sidebar } from './Sidebar';
import { usePrintInLight } from './usePrintInLight';
import { useShellKeys } from './useShellKeys';

/** The frame around every screen: sidebar at a desk, bars at the top and bottom of a phone. */
export function Shell() {
  const [isMenuOpen, menu] = useDisclosure(false);
  useShellKeys();
  usePrintInLight();
  return (
    <AppShell
      className={classes.shell}
      navbar={{ width: 232, breakpoint: 'sm', collapsed: { mobile: !isMenuOpen } }}
      header={{ height: { base: 52, sm: 0 } }}
      footer={{ height: { base: 60, sm: 0 } }}
      padding={0}
    >
      <a href="#main" className={classes.skip}>
        Skip to the content
      </a>
      <AppShell.Header hiddenFrom="sm" className={classes.topbar}>
        <PhoneHeader />
      </AppShell.Header>
      <AppShell.Navbar className={classes.sidebar} aria-label="Main">
        <Sidebar onNavigate={menu.close} />
      </AppShell.Navbar>
      <AppShell.Main id="main" tabIndex={-1} className={classes.main}>
        <DemoRibbon />
        <Outlet />
      </AppShell.Main>
      <AppShell.Footer hiddenFrom="sm" className={classes.bottombar}>
        <PhoneTabs isMenuOpen={isMenuOpen} onMenu={menu.toggle} onNavigate={menu.close} />
      </AppShell.Footer>
      <CommandPalette />
    </AppShell>
  );
}
