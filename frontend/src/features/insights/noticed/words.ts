/** What the way from an insight to what is behind it is called, by the screen that it leads to. */
export const SOURCE_WORDS: Record<string, string> = {
  Transactions: 'Show the transactions',
  Recurring: 'Show its charges',
  'Bill calendar': 'Show the calendar',
  'Cash flow': 'Show the cash flow',
  Budgets: 'Show the budgets',
};
