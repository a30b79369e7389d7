/** A value that several components watch, kept in the browser if it has a name. */
export class Store<T> {
  private listeners = new Set<() => void>();
  private value: T;

  constructor(
    initial: T,
    private readonly storageKey?: string,
  ) {
    this.value = this.read(initial);
  }

  get = (): T => this.value;

  set = (value: T): void => {
    this.value = value;
    this.write();
    for (const listener of this.listeners) listener();
  };

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  private read(initial: T): T {
    if (!this.storageKey) return initial;
    try {
      const saved = localStorage.getItem(this.storageKey);
      // What is read was written by `write` under the same name.
      return saved === null ? initial : (JSON.parse(saved) as T);
    } catch {
      return initial; // Storage switched off or spoiled: the setting starts anew.
    }
  }

  private write(): void {
    if (!this.storageKey) return;
    try {
      localStorage.setItem(this.storageKey, JSON.stringify(this.value));
    } catch {
      // A private window may refuse storage: the setting then lasts until the tab closes.
    }
  }
}
