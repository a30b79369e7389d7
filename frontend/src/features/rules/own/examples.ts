/** What rules can be for: shown where there are none yet. */
export const EXAMPLES = [
  { query: 'merchant:amazon out>100', words: 'A shop, but only its dear purchases' },
  {
    query: 'description:/^SQ \\*/ out<15',
    words: 'What a pattern finds in the bank’s text, at small amounts',
  },
  { query: 'merchant:costco is:out', words: 'A shop whose bills you split over two categories' },
  { query: 'description:zelle is:in', words: 'Money from friends that no report should count' },
];
