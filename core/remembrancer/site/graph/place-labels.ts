/** The middle of the first line of a label, and how many lines it has; in pixels. */
export interface LabelPlace {
  readonly x: number;
  readonly y: number;
  readonly lines: number;
}

/** The height of a line of a label. */
export const LABEL_LINE = 13;

/** `wanted` moved down as far as it takes that none lies on another: labels with the same `x` stand in one column. */
export function placeLabels(wanted: readonly LabelPlace[]): LabelPlace[] {
  const placed: LabelPlace[] = [];
  const order = wanted.map((label, i) => ({ label, i })).sort((a, b) => a.label.y - b.label.y || a.i - b.i);
  const free = new Map<number, number>();
  for (const { label, i } of order) {
    const y = Math.max(label.y, free.get(label.x) ?? label.y);
    placed[i] = { ...label, y };
    free.set(label.x, y + label.lines * LABEL_LINE);
  }
  return placed;
}
