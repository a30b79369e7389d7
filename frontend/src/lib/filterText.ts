/** The filter language as text: pieces to color, places to count, names to put in quotes. */

export type PieceKind = 'field' | 'sign' | 'value' | 'joining' | 'bracket' | 'text';

export interface Piece {
  text: string;
  kind: PieceKind;
}

const QUOTED = '"(?:[^"\\\\]|\\\\.)*"?|[“„][^”“]*[”“]?';
const COMPARISON = /([A-Za-z]+\s*)(:?(?:!=|<=|>=|[=<>~])|:)(\s*)/y;
const VALUE = new RegExp(`(?:${QUOTED}|[^\\s(),"“„”]+)(?:\\s*,\\s*(?:${QUOTED}|[^\\s(),"“„”]+))*,?`, 'y');
const JOINING = /(?:AND|OR|NOT)(?![^\s()"“„])|-(?=[^\s\d.,)$€£¥+−-])/y;
const PLAIN = new RegExp(`${QUOTED}|[^\\s()"“„]+`, 'y');

/** The text cut into what it is made of; together the pieces are the text. */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let place = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = place;
    return pattern.exec(text);
  };
  const push = (kind: PieceKind, length: number) => {
    if (length) pieces.push({ text: text.slice(place, place + length), kind });
    place += length;
  };
  while (place < text.length) {
    const compared = take(COMPARISON);
    const joining = compared ? null : take(JOINING);
    if (compared) {
      push('field', (compared[1] ?? '').length);
      push('sign', (compared[2] ?? '').length + (compared[3] ?? '').length);
      push('value', take(VALUE)?.[0].length ?? 0);
    } else if (joining) push('joining', joining[0].length);
    else if ('()'.includes(text[place] ?? '')) push('bracket', 1);
    else push('text', take(PLAIN)?.[0].length || 1);
  }
  return pieces;
}

/** How many characters stand before a place of the browser's text, in which some count as two. */
export const charactersBefore = (text: string, place: number): number => Array.from(text.slice(0, place)).length;

/** The browser's place behind so many characters. */
export const placeAfter = (text: string, characters: number): number =>
  Array.from(text).slice(0, characters).join('').length;

/** Text in quotes, whatever is in it. */
export const quoted = (text: string): string => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;

/** A name as it stands behind an operator. */
export const asValue = (text: string): string =>
  /^[^\s(),"“„”:=<>~!…][^\s(),"“„”…]*$/.test(text) && text.toLowerCase() !== 'none' && !text.includes('..')
    ? text
    : quoted(text);

const MEANS_MORE = /^-(?![\d.,])|[:=<>~()"“„”]|!=|^(?:AND|OR|NOT)$/;

/** Words to search for, as a filter: what would mean more than itself goes in quotes. */
export const wordsAsFilter = (words: string): string =>
  words
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => (MEANS_MORE.test(word) ? quoted(word) : word))
    .join(' ');

/** Two filters that both have to hold. */
export function bothOf(first: string, second: string): string {
  const whole = [first.trim(), second.trim()].filter(Boolean);
  if (whole.length < 2) return whole[0] ?? '';
  const isAny = (text: string) => piecesOf(text).some(({ kind, text: word }) => kind === 'joining' && word === 'OR');
  return whole.map((text) => (isAny(text) ? `(${text})` : text)).join(' ');
}
