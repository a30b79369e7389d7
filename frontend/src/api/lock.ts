import { $api, client } from './client';
import { isLockSet, lockFace } from './lockGate';
import { notifyProblem, refresh } from './queryClient';
import type { components } from './schema.gen';

export type Lock = components['schemas']['LockOut'];

/** The other tabs of this browser: they lock and open together. */
const tabs = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('budget-app.lock');

/** Hear when another tab has locked or opened the app; returns how to stop. */
export function onOtherTabs(listener: () => void): () => void {
  tabs?.addEventListener('message', listener);
  return () => tabs?.removeEventListener('message', listener);
}

/** Show what the lock's state means. */
export function adoptLock(lock: Lock): void {
  const was = lockFace.get();
  const face = lock.is_locked ? 'locked' : 'open';
  if (isLockSet.get() !== lock.is_set) isLockSet.set(lock.is_set);
  if (was === face) return;
  lockFace.set(face);
  // What is on screen is as old as the pause.
  if (was === 'locked') refresh();
}

/** Ask how the lock stands, and tell on the way how long nobody has touched the page. */
export async function askLock(): Promise<Lock> {
  const { data } = await client.GET('/api/lock');
  if (!data) throw new Error('The app said nothing about its lock.');
  adoptLock(data);
  return data;
}

/** The lock as the settings show it. */
export const useLock = () => $api.useQuery('get', '/api/lock');

const QUIET = { meta: { quiet: true, stale: ['/api/lock'] } };

/** Give the password. */
export const useUnlock = () =>
  $api.useMutation('post', '/api/lock/unlock', {
    ...QUIET,
    onSuccess: (lock) => {
      adoptLock(lock);
      tabs?.postMessage('changed');
    },
  });

/** Set, change or remove the password. */
export const useChangePassword = () =>
  $api.useMutation('post', '/api/lock/password', {
    ...QUIET,
    onSuccess: (lock) => {
      adoptLock(lock);
      tabs?.postMessage('changed');
    },
  });

/** Lock this browser now: the screen is covered at once, whether the server hears of it or not. */
export async function lockNow(): Promise<void> {
  if (!isLockSet.get()) return;
  lockFace.set('locked');
  try {
    await client.POST('/api/lock/lock');
    tabs?.postMessage('changed');
  } catch (error) {
    notifyProblem(error); // seen after unlocking: the server may let this browser pass until then
  }
}
