const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * The day that prose gives, as YYYY-MM-DD: `2024-10-22`, `2024/10/22`, `20241022`, `22-10-2024`, `11-April-2023`,
 * `Sep 5th, 2023`, `2019 Jul 31`, or with a time after it. `undefined` for what is no day (`January, 2026`), does not
 * exist, or could be two: `03/04/2021`.
 */
export function parseDate(text: string): string | undefined {
  const digits = /^\W*(\d{4})(\d{2})(\d{2})(?!\d)/.exec(text);
  if (digits) return dayOf(Number(digits[1]), Number(digits[2]), Number(digits[3]));
  const parts =
    text
      .replace(/(\d)(?:st|nd|rd|th)\b/gi, '$1')
      .match(/\d+|\p{L}+/gu)
      ?.slice(0, 3) ?? [];
  const month = parts.findIndex((part) => /^\p{L}/u.test(part));
  const [a, b, c] = parts.map(Number);
  if (month >= 0) {
    const [day, year] = numbers(parts.filter((_, n) => n !== month));
    return dayOf(year, monthNumber(parts[month]), day);
  }
  if (a === undefined || b === undefined || c === undefined) return undefined;
  if (a >= 1000) return dayOf(a, b, c);
  if (a > 12) return dayOf(c, b, a);
  return b > 12 || a === b ? dayOf(c, a, b) : undefined;
}

/** Day and year, in whatever order they stand. */
function numbers(parts: readonly string[]): [number, number] {
  const [a = NaN, b = NaN] = parts.map((part) => parseInt(part, 10));
  return a >= 1000 ? [b, a] : [a, b];
}

const monthNumber = (name = ''): number => MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;

function dayOf(year: number, month: number, day: number): string | undefined {
  if (!(year >= 1900 && year < 2200 && month >= 1)) return undefined;
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day
    ? date.toISOString().slice(0, 10)
    : undefined;
}
