import { expect, test } from 'vitest';
import { askingWords, headline, oneIn, shareWords } from './words';

test('never promises more than was seen', () => {
  expect(oneIn(3, 412)).toBe('1 in 137');
  expect(oneIn(2, 3)).toBe('1 in 1');
});

test('says how filing without asking went', () => {
  expect(headline({ filed: 0, corrected: 0 })).toBe('Nothing was filed by itself on a guess yet.');
  expect(headline({ filed: 1, corrected: 0 })).toBe('Of 1 guess that the app filed by itself, you corrected none.');
  expect(headline({ filed: 412, corrected: 3 })).toBe(
    'Of 412 guesses that the app filed by itself, you corrected 3: 1 in 137.',
  );
});

test('says who asks again, and nothing where nobody does', () => {
  expect(askingWords([])).toBe('');
  expect(askingWords(['learned'])).toBe('Asking again until they have done better: Learned merchants. ');
  expect(askingWords(['shipped', 'learned'])).toContain('Known merchants and Learned merchants.');
});

test('a share comes with its bounds, or with nothing at all', () => {
  expect(shareWords({ accuracy: 0.5, low: 0.25, high: 0.75 })).toBe('50% (between 25% and 75%)');
  expect(shareWords({ accuracy: null, low: null, high: null })).toBe('–');
});
