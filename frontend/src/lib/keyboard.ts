/** Keyboard shortcuts: what a key press is called, and which binding it means. */

export interface Shortcut {
  /** `j`, `shift+k`, `mod+enter`, or a sequence such as `g h`. `mod` is Ctrl, or Cmd on a Mac. */
  keys: string;
  /** What it does, for the help page. */
  label: string;
  group?: string;
  /** Only told of by the help page: the screen itself listens, as it must not take the key from buttons. */
  isListed?: boolean;
  run: (event: KeyboardEvent) => void;
}

const NAMES: Record<string, string> = { ' ': 'space', Escape: 'esc' };

/** The name of a key press, as bindings spell it; letters carry no shift of their own (`?` is `?`). */
export function keyName(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>): string {
  const key = NAMES[event.key] ?? event.key.toLowerCase();
  const isSign = key.length === 1 && !/[a-z0-9]/.test(key);
  const shift = event.shiftKey && !isSign ? 'shift+' : '';
  return `${event.ctrlKey || event.metaKey ? 'mod+' : ''}${event.altKey ? 'alt+' : ''}${shift}${key}`;
}

/** Whether someone is typing into a field, where plain letters are letters. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.tagName === 'TEXTAREA' || target.tagName === 'SELECT') return true;
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'submit'].includes(target.type);
}

const SEQUENCE_MS = 900;

/** Bindings by the order they came: the newest (a screen's) wins over the shell's. */
export class ShortcutRegistry {
  private bindings: Shortcut[] = [];
  private listeners = new Set<() => void>();
  private pending: { keys: string; at: number } | null = null;

  add(shortcuts: Shortcut[]): () => void {
    this.bindings = [...this.bindings, ...shortcuts];
    this.tell();
    return () => {
      this.bindings = this.bindings.filter((binding) => !shortcuts.includes(binding));
      this.tell();
    };
  }

  list = (): Shortcut[] => this.bindings;

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Run what the press means; `true` when it meant something. */
  handle(event: KeyboardEvent, now: number = Date.now()): boolean {
    const name = keyName(event);
    const before = this.pending && now - this.pending.at < SEQUENCE_MS ? `${this.pending.keys} ` : '';
    this.pending = null;
    const binding = this.find(`${before}${name}`) ?? (before ? this.find(name) : undefined);
    if (binding) {
      event.preventDefault();
      binding.run(event);
      return true;
    }
    if (this.bindings.some(({ keys }) => keys.startsWith(`${before}${name} `))) {
      this.pending = { keys: `${before}${name}`, at: now };
    }
    return false;
  }

  private find(keys: string): Shortcut | undefined {
    return this.bindings.findLast((binding) => binding.keys === keys && !binding.isListed);
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}

export const shortcuts = new ShortcutRegistry();

const isMac = (): boolean => typeof navigator !== 'undefined' && /mac|iphone|ipad/i.test(navigator.platform);

const SIGNS: Record<string, string> = {
  enter: '↵',
  esc: 'Esc',
  space: 'Space',
  arrowup: '↑',
  arrowdown: '↓',
  arrowleft: '←',
  arrowright: '→',
  shift: 'Shift',
  alt: 'Alt',
};

/** A binding as caps to draw: `mod+k` is [['Ctrl', 'K']], `g h` is [['G'], ['H']]. */
export function keyCaps(keys: string): string[][] {
  return keys.split(' ').map((step) =>
    step.split('+').map((key) => {
      if (key === 'mod') return isMac() ? '⌘' : 'Ctrl';
      return SIGNS[key] ?? (key.length === 1 ? key.toUpperCase() : key);
    }),
  );
}
