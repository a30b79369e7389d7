const cents = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' });
const exact = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD', maximumFractionDigits: 4 });

/** What an AI cost: AI services bill in dollars, whatever the household's currency is. */
export function formatCost(dollars: number): string {
  if (dollars === 0) return '$0';
  return dollars < 0.01 ? 'under 1¢' : cents.format(dollars);
}

/** A price per million tokens: `$0.10`, `$2.00`, `$0.125`. */
export const formatPrice = (dollars: number): string => exact.format(dollars);
