import { describe, expect, it, vi } from 'vitest';
import { isTyping, keyCaps, keyName, ShortcutRegistry } from './keyboard';

const press = (key: string, more: KeyboardEventInit = {}): KeyboardEvent =>
  new KeyboardEvent('keydown', { key, cancelable: true, ...more });

describe('key names', () => {
  it.each([
    [{ key: 'j' }, 'j'],
    [{ key: 'K', shiftKey: true }, 'shift+k'],
    [{ key: '?', shiftKey: true }, '?'],
    [{ key: 'Enter', metaKey: true }, 'mod+enter'],
    [{ key: ' ' }, 'space'],
  ])('%j is %s', ({ key, ...more }, expected) => {
    expect(keyName(press(key, more))).toBe(expected);
  });

  it('draws caps', () => {
    expect(keyCaps('g h')).toEqual([['G'], ['H']]);
    expect(keyCaps('shift+enter')).toEqual([['Shift', '↵']]);
  });
});

describe('bindings', () => {
  it('lets the newest win and gives back what it took', () => {
    const registry = new ShortcutRegistry();
    const shell = vi.fn();
    const screen = vi.fn();
    registry.add([{ keys: 'u', label: 'Undo', run: shell }]);
    const leave = registry.add([{ keys: 'u', label: 'Undo here', run: screen }]);
    registry.handle(press('u'));
    leave();
    registry.handle(press('u'));
    expect([screen.mock.calls.length, shell.mock.calls.length]).toEqual([1, 1]);
  });

  it('understands sequences, and forgets them when time passes', () => {
    const registry = new ShortcutRegistry();
    const go = vi.fn();
    registry.add([{ keys: 'g h', label: 'Home', run: go }]);
    registry.handle(press('g'), 0);
    registry.handle(press('h'), 500);
    registry.handle(press('g'), 10_000);
    registry.handle(press('h'), 12_000);
    expect(go).toHaveBeenCalledTimes(1);
  });

  it('takes a key by itself when it does not go on with a sequence', () => {
    const registry = new ShortcutRegistry();
    const down = vi.fn();
    registry.add([
      { keys: 'g h', label: 'Home', run: vi.fn() },
      { keys: 'j', label: 'Down', run: down },
    ]);
    registry.handle(press('g'), 0);
    const event = press('j');
    expect(registry.handle(event, 100)).toBe(true);
    expect(down).toHaveBeenCalledTimes(1);
    expect(event.defaultPrevented).toBe(true);
  });

  it('leaves letters to fields and keys to checkboxes', () => {
    const make = (html: string): Element | null => {
      document.body.innerHTML = html;
      return document.body.firstElementChild;
    };
    expect(isTyping(make('<input>'))).toBe(true);
    expect(isTyping(make('<textarea></textarea>'))).toBe(true);
    expect(isTyping(make('<input type="checkbox">'))).toBe(false);
    expect(isTyping(make('<button></button>'))).toBe(false);
  });
});
