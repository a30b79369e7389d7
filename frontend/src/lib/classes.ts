/** Class names, joined; what is false or missing is left out. */
export const clsx = (...names: (string | false | null | undefined)[]): string => names.filter(Boolean).join(' ');
