/** Type-to-find: which options a few typed letters mean, best first. */

const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Whether the letters of `query` come in order within `text`; lower is tighter, `-1` is no. */
function scatter(query: string, text: string): number {
  let last = -1;
  let gaps = 0;
  for (const letter of query) {
    const found = text.indexOf(letter, last + 1);
    if (found < 0) return -1;
    if (last >= 0) gaps += found - last - 1;
    last = found;
  }
  return gaps;
}

/** How well `text` answers `query`: 0 is best, `null` is not at all. */
export function matchScore(query: string, text: string): number | null {
  const wanted = fold(query.trim());
  const have = fold(text);
  if (!wanted) return 0;
  if (have === wanted) return 0;
  if (have.startsWith(wanted)) return 1;
  const words = wanted.split(/\s+/);
  const starts = have.split(/[^\p{L}\p{N}]+/u);
  if (words.every((word) => starts.some((start) => start.startsWith(word)))) return 2;
  if (have.includes(wanted)) return 3;
  const gaps = wanted.length > 1 ? scatter(wanted.replace(/\s+/g, ''), have) : -1;
  return gaps >= 0 && gaps <= wanted.length * 2 ? 4 + gaps / 100 : null;
}

/** The options that `query` may mean, best first; equals keep the order they came in. */
export function rankMatches<T>(query: string, options: readonly T[], texts: (option: T) => string[]): T[] {
  const scored = options.flatMap((option) => {
    const scores = texts(option).flatMap((text, place) => {
      const score = matchScore(query, text);
      return score === null ? [] : [score + place * 0.5];
    });
    return scores.length ? [{ option, score: Math.min(...scores) }] : [];
  });
  return scored.sort((a, b) => a.score - b.score).map(({ option }) => option);
}
