/** The order of texts by UTF-16 code units, the same on every machine: `localeCompare` would ask its language. */
export const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
