/**
 * What money is drawn in. Each colour stands out from the paper of both themes, and they differ in lightness,
 * so that they are told apart without hues as well: by color-blind people, on a grey print.
 */
export const MONEY_COLORS = {
  income: { light: '#c28413', dark: '#f0b849' },
  expenses: { light: '#14696f', dark: '#36979b' },
  net: { light: '#1e1f1d', dark: '#f4f6f6' },
} as const;

export type MoneyColor = keyof typeof MONEY_COLORS;

/** A colour by its name, as CSS and charts take it. */
export const moneyColor = (name: MoneyColor): string => `var(--app-chart-${name})`;

/** The variables behind `moneyColor`, for the theme. */
export const chartVariables = (scheme: 'light' | 'dark'): Record<string, string> =>
  Object.fromEntries(Object.entries(MONEY_COLORS).map(([name, color]) => [`--app-chart-${name}`, color[scheme]]));
