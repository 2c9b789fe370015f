/** A number with its noun in the right form: `1 file`, `2 files`, `1 entry`, `0 entries`. */
export const counted = (count: number, noun: string, plural = `${noun}s`): string =>
  `${count} ${count === 1 ? noun : plural}`;
