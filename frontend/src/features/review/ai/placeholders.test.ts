import { expect, test } from 'vitest';
import { pieces } from './placeholders';

test('a line is parted at what was taken out, and loses nothing', () => {
  const line = 'ZELLE TO [person 1] ON 07/30 [code][account] (person 2)';
  const parts = pieces(line);
  expect(parts.filter(({ isMark }) => isMark).map(({ text }) => text)).toEqual(['[person 1]', '[code]', '[account]']);
  expect(parts.map(({ text }) => text).join('')).toBe(line);
  expect(new Set(parts.map(({ at }) => at)).size).toBe(parts.length);
});
