/** What people ask first. */
export const STARTERS = [
  'How am I doing this month?',
  'Where did my money go last month, and what was unusual?',
  'Which subscriptions could I do without?',
  'What bills come in the next 30 days?',
  'How do my budgets stand?',
] as const;

/** As `POST /api/insights/analyze` asks it. */
export const ANALYZE =
  'Look at my finances as they stand. What stands out, what is going well, and which two or three things would be worth doing next?';
