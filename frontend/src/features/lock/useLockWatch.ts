import { useEffect } from 'react';
import { askLock, onOtherTabs } from '@/api/lock';
import { lockFace } from '@/api/lockGate';
import { watchActivity } from '@/lib/activity';

const LONGEST_WAIT_MS = 60_000;

/** Ask for the lock when it may have closed: at the start, when it is due, when the computer wakes. */
export function useLockWatch(): void {
  useEffect(() => {
    const stopActivity = watchActivity();
    const watch = new Watch();
    const wake = () => document.visibilityState === 'visible' && watch.wake();
    document.addEventListener('visibilitychange', wake);
    window.addEventListener('focus', wake);
    const stopTabs = onOtherTabs(watch.ask);
    // A lock that a failed request brought up, or the password took away, changes when to ask next.
    const stopFace = lockFace.subscribe(() => lockFace.get() === 'open' && watch.ask());
    watch.ask();
    return () => {
      stopActivity();
      stopTabs();
      stopFace();
      document.removeEventListener('visibilitychange', wake);
      window.removeEventListener('focus', wake);
      watch.stop();
    };
  }, []);
}

/** Knows when the app locks by itself, and asks then. */
class Watch {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private dueAt: number | null = null;
  private isAsking = false;

  ask = async (): Promise<void> => {
    if (this.isAsking) return;
    this.isAsking = true;
    clearTimeout(this.timer);
    try {
      const { locks_in_seconds: left } = await askLock();
      this.dueAt = left === null ? null : Date.now() + left * 1000;
    } catch {
      // Nobody answers: the screens say so themselves; what is due to be covered stays covered.
      if (lockFace.get() === 'checking') lockFace.set(this.isDue() ? 'locked' : 'open');
    } finally {
      this.isAsking = false;
      this.plan();
    }
  };

  /** Back from another window, or from sleep: nothing is shown that should be covered by now. */
  wake(): void {
    if (!this.isDue() && lockFace.get() === 'open') return;
    if (lockFace.get() === 'open') lockFace.set('checking');
    this.ask();
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  private isDue(): boolean {
    return this.dueAt !== null && Date.now() >= this.dueAt;
  }

  /** Wake up in time, and often enough to tell the server that somebody types without saving. */
  private plan(): void {
    if (this.dueAt === null) return;
    const left = Math.max(1_000, this.dueAt - Date.now() + 250);
    this.timer = setTimeout(this.ask, Math.min(left, LONGEST_WAIT_MS));
  }
}
