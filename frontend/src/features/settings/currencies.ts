const FALLBACK = ['USD', 'EUR', 'GBP', 'CAD', 'AUD', 'CHF', 'JPY'];

/** Every currency that the browser knows, by code and name; `present` is among them in any case. */
export function currencyOptions(present?: string | null): { value: string; label: string }[] {
  const known = typeof Intl.supportedValuesOf === 'function' ? Intl.supportedValuesOf('currency') : FALLBACK;
  const codes = present && !known.includes(present) ? [present, ...known] : known;
  const names = new Intl.DisplayNames('en-US', { type: 'currency' });
  return codes.map((code) => {
    const name = names.of(code);
    return { value: code, label: name && name !== code ? `${code} · ${name}` : code };
  });
}
