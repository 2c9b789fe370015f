/** No more letters can be wrong. */
const MOST_WRONG = 2;

/** From so many letters on, a word can be two letters away and still be that one. */
const LONG = 6;

/**
 * The one of `candidates` that `word` was probably meant to be: one letter away, or two of a long one that begins with the same. No
 * guess, since other programs have commands too.
 */
export function closest(word: string, candidates: readonly string[]): string | undefined {
  let best: { candidate: string; distance: number } | undefined;
  for (const candidate of candidates) {
    // Said by the lengths alone: a word can have as many letters as a comment.
    if (Math.abs(word.length - candidate.length) > MOST_WRONG) continue;
    const distance = editDistance(word.toLowerCase(), candidate);
    const isLong = candidate.length >= LONG && word.charAt(0).toLowerCase() === candidate.charAt(0);
    if (distance <= (isLong ? MOST_WRONG : 1) && distance < (best?.distance ?? Infinity)) {
      best = { candidate, distance };
    }
  }
  return best?.candidate;
}

/** How many letters must be added, removed, changed or swapped with a neighbour (optimal string alignment). */
function editDistance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, column) => column)];
  const cell = (row: number, column: number): number => rows[row]?.[column] ?? Infinity;
  for (let row = 1; row <= a.length; row++) {
    rows[row] = [row];
    for (let column = 1; column <= b.length; column++) {
      const change = a[row - 1] === b[column - 1] ? 0 : 1;
      const swap = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1] ? 1 : Infinity;
      rows[row]?.push(
        Math.min(
          cell(row - 1, column) + 1,
          cell(row, column - 1) + 1,
          cell(row - 1, column - 1) + change,
          cell(row - 2, column - 2) + swap,
        ),
      );
    }
  }
  return cell(a.length, b.length);
}
