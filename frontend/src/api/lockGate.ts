import { secondsIdle } from '@/lib/activity';
import { Store } from '@/lib/store';

/** `checking`: it may be locked by now, and nothing is shown until that is known. */
export type LockFace = 'open' | 'checking' | 'locked';

/** Whether a password stood before the app when this browser last asked: the first picture then waits. */
export const isLockSet = new Store(false, 'budget-app.has-lock');

/** How the lock stands for this browser. */
export const lockFace = new Store<LockFace>(isLockSet.get() ? 'checking' : 'open');

/** What the server answers without a session. */
const ALWAYS_ANSWERED = new Set(['/api/lock', '/api/lock/unlock', '/api/lock/lock']);
const LOCKED = 401;

function untilOpen(signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const done = (end: () => void) => {
      forget();
      signal.removeEventListener('abort', abort);
      end();
    };
    const abort = () => done(() => reject(new DOMException('The question is not asked any more.', 'AbortError')));
    const look = () => lockFace.get() === 'open' && done(resolve);
    const forget = lockFace.subscribe(look);
    signal.addEventListener('abort', abort);
    if (signal.aborted) abort();
    else look();
  });
}

/**
 * Send a request; one that finds the app locked brings up the lock, waits, and goes on when it opens.
 * So nobody loses what they were about to save.
 */
export async function throughTheLock(request: Request): Promise<Response> {
  const isAlwaysAnswered = ALWAYS_ANSWERED.has(new URL(request.url).pathname);
  request.headers.set('X-Idle-Seconds', String(secondsIdle()));
  // Looked up at each call, so that tests can put their own network in.
  if (isAlwaysAnswered) return globalThis.fetch(request);
  let next = request;
  for (;;) {
    if (lockFace.get() !== 'open') await untilOpen(request.signal);
    const again = next.clone();
    const response = await globalThis.fetch(next);
    if (response.status !== LOCKED) return response;
    isLockSet.set(true);
    lockFace.set('locked');
    next = again;
  }
}
