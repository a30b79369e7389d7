/** A price list with the price of one model set: `model = 0.10 / 0.50; other = 1 / 5`. */
export function withPrice(list: string | null | undefined, model: string, asked: number, answered: number): string {
  const others = (list ?? '')
    .split(';')
    .map((entry) => entry.trim())
    .filter((entry) => entry && entry.slice(0, entry.lastIndexOf('=')).trim() !== model);
  return [...others, `${model} = ${asked} / ${answered}`].join('; ');
}
