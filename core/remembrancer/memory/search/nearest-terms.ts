/**
 * The terms of `known` that someone who wrote `term` may have meant: those within one slip of the pen (a letter too many,
 * missing, wrong, or swapped with the next), or within two of a term of eight letters and more; the nearest only, and of those
 * that begin or end with the same letter, as nearly all slips leave it.
 * A term with a digit, and one under four letters, is what it is.
 */
export function nearestTerms(term: string, known: readonly string[]): readonly number[] {
  if (term.length < 4 || /\P{L}/u.test(term)) return [];
  let most = term.length >= 8 ? 2 : 1;
  let nearest: number[] = [];
  known.forEach((candidate, number) => {
    if (candidate.length < 3 || Math.abs(candidate.length - term.length) > most) return;
    if (candidate[0] !== term[0] && candidate.at(-1) !== term.at(-1)) return;
    const distance = slips(term, candidate, most);
    if (distance > most) return;
    if (distance < most) nearest = [];
    most = distance;
    nearest.push(number);
  });
  return nearest;
}

/** The distance of Damerau and Levenshtein (optimal string alignment); `most + 1` when it is more than `most`. */
function slips(a: string, b: string, most: number): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let value = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        value = Math.min(value, (before[j - 2] ?? 0) + 1);
      }
      row.push(value);
      least = Math.min(least, value);
    }
    if (least > most) return most + 1;
    before = last;
    last = row;
  }
  return last[b.length] ?? most + 1;
}
