/**
 * Act on a write's answer, wherever the owner is by then: what `mutate` itself calls back is lost when
 * its component has left the screen, or has sent another write meanwhile. A failure has its toast already.
 */
export function whenDone<T>(write: Promise<T>, act: (data: T) => void, otherwise: () => void = () => {}): void {
  write.then(act, otherwise);
}
