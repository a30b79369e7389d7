import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/react';
import { afterEach, vi } from 'vitest';

// As long as a test may take on a busy machine; one that finds what it waits for goes on at once.
configure({ asyncUtilTimeout: 8_000 });

// What jsdom leaves out and Mantine asks for.
window.matchMedia = (query: string): MediaQueryList => ({
  matches: false,
  media: query,
  onchange: null,
  addListener: vi.fn(),
  removeListener: vi.fn(),
  addEventListener: vi.fn(),
  removeEventListener: vi.fn(),
  dispatchEvent: () => false,
});

window.ResizeObserver = class {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
};

// A field that grows with its text measures it again when a font has come.
Object.defineProperty(document, 'fonts', { value: new EventTarget() });

// jsdom lays nothing out; lists that draw what is in sight need some room to see.
Object.defineProperties(window.Element.prototype, {
  clientHeight: { get: () => 600 },
  clientWidth: { get: () => 1000 },
});

window.HTMLElement.prototype.scrollIntoView = vi.fn();

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  localStorage.clear();
});
