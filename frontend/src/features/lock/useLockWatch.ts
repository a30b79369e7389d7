import { useEffect } from 'react';
import { askLock, onOtherTabs } from '@/api/lock';
import { isLockSet, lockFace } from '@/api/lockGate';
import { watchActivity } from '@/lib/activity';

const LONGEST_WAIT_MS = 60_000;
const JUST_BEFORE_MS = 3_000;

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
    const stopSet = isLockSet.subscribe(() => isLockSet.get() && watch.ask());
    watch.ask();
    return () => {
      stopActivity();
      stopTabs();
      stopFace();
      stopSet();
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
    if (this.isDue() || lockFace.get() !== 'open') this.due();
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  private isDue(): boolean {
    return this.dueAt !== null && Date.now() >= this.dueAt;
  }

  /** Ask often enough to tell of use before the server gives up on it, and again when it has. */
  private plan(): void {
    clearTimeout(this.timer);
    if (!isLockSet.get()) return;
    const left = this.dueAt === null ? LONGEST_WAIT_MS : this.dueAt - Date.now();
    const ahead = left - JUST_BEFORE_MS;
    this.timer = setTimeout(this.due, ahead > 0 ? Math.min(ahead, LONGEST_WAIT_MS) : Math.max(0, left) + 250);
  }

  private due = (): void => {
    // Timers stand still while a computer sleeps: what is shown may be long overdue.
    if (this.isDue() && lockFace.get() === 'open') lockFace.set('checking');
    this.ask();
  };
}
