import { expect, it } from 'vitest';
import { asValue, bothOf, charactersBefore, piecesOf, placeAfter, wordsAsFilter } from './filterText';

const kinds = (text: string) =>
  piecesOf(text)
    .filter((piece) => piece.text.trim())
    .map((piece) => `${piece.kind} ${piece.text.trim()}`);

it('cuts a filter into what it is made of', () => {
  expect(kinds('category:food,"Gas Station" amount >= 5 (blue OR -tag:x) NOT "a b"')).toEqual([
    'field category',
    'sign :',
    'value food,"Gas Station"',
    'field amount',
    'sign >=',
    'value 5',
    'bracket (',
    'text blue',
    'joining OR',
    'joining -',
    'field tag',
    'sign :',
    'value x',
    'bracket )',
    'joining NOT',
    'text "a b"',
  ]);
});

it.each(['', 'a', '"open', 'x:', ':', '((', 'a  b ', '😀 date:"last month', '-', '“ç”:=', 'a!=b!', '\\', ',,'])(
  'loses nothing of %j',
  (text) => {
    expect(
      piecesOf(text)
        .map((piece) => piece.text)
        .join(''),
    ).toBe(text);
  },
);

it('counts characters as the server does', () => {
  expect(charactersBefore('😀a', 3)).toBe(2);
  expect(placeAfter('😀a', 2)).toBe(3);
});

it('puts in quotes what would mean more than itself', () => {
  expect(wordsAsFilter(' blue  12.50 -5 a:b OR -x it’s ')).toBe('blue 12.50 -5 "a:b" "OR" "-x" it’s');
  expect([asValue('Coffee'), asValue('Joint "A"'), asValue('none'), asValue('a..b')]).toEqual([
    'Coffee',
    '"Joint \\"A\\""',
    '"none"',
    '"a..b"',
  ]);
});

it('joins two filters so that both hold', () => {
  expect(bothOf('a OR b', 'tag:x')).toBe('(a OR b) tag:x');
  expect(bothOf('', ' a OR b')).toBe('a OR b');
});
