import { useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { lockFace } from '@/api/lockGate';
import { useStore } from '@/components/useStore';
import classes from './Lock.module.css';
import { LockScreen } from './LockScreen';
import { useLockWatch } from './useLockWatch';

/** Covers everything while the app is locked; what lies beneath stays as it was left. */
export function LockGate() {
  useLockWatch();
  const face = useStore(lockFace);
  if (face === 'open') return null;
  return createPortal(<Cover isLocked={face === 'locked'} />, document.body);
}

function Cover({ isLocked }: { isLocked: boolean }) {
  const cover = useRef<HTMLDivElement>(null);
  // Before the password's field takes it.
  const [focused] = useState(() => document.activeElement);
  useEffect(() => (cover.current ? hideAllBut(cover.current, focused) : undefined), [focused]);
  return (
    <div ref={cover} className={classes.cover} data-lock data-mantine-stop-propagation="true">
      {isLocked && <LockScreen />}
    </div>
  );
}

/** Take the rest of the page out of reach of eyes, keys and screen readers; returns the way back, to what had the focus. */
function hideAllBut(cover: HTMLElement, focused: Element | null): () => void {
  const others = [...document.body.children].filter((child) => child !== cover && !child.hasAttribute('inert'));
  for (const other of others) other.setAttribute('inert', '');
  document.body.dataset.locked = '';
  const keep = (event: KeyboardEvent) => {
    const isOurs = event.target instanceof Node && cover.contains(event.target);
    // Shortcuts of the screens beneath are none of the lock's; what is typed into its field stays.
    if (!isOurs || event.ctrlKey || event.metaKey || event.key === 'Escape') event.stopImmediatePropagation();
  };
  window.addEventListener('keydown', keep, { capture: true });
  return () => {
    window.removeEventListener('keydown', keep, { capture: true });
    delete document.body.dataset.locked;
    for (const other of others) other.removeAttribute('inert');
    if (focused instanceof HTMLElement && focused.isConnected) focused.focus({ preventScroll: true });
  };
}
