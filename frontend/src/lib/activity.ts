/** When somebody last touched this page: the app locks when nobody has for a while. */

const SIGNS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;

let usedAt = Date.now();

/** Note every sign of use until the returned function is called. */
export function watchActivity(target: Window = window): () => void {
  const note = () => {
    usedAt = Date.now();
  };
  for (const sign of SIGNS) target.addEventListener(sign, note, { capture: true, passive: true });
  return () => {
    for (const sign of SIGNS) target.removeEventListener(sign, note, { capture: true });
  };
}

/** For how many whole seconds nobody has touched the page. */
export const secondsIdle = (now: number = Date.now()): number => Math.max(0, Math.floor((now - usedAt) / 1000));
