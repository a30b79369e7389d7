/** A series, opened where all of them are. */
export const seriesAddress = (key: string): string => `/recurring?series=${encodeURIComponent(key)}`;
