/** What a heading's anchor keeps: letters, marks, digits, `_` and the like, hyphens and blanks. */
const DROPPED = /[^\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\- ]/gu;

/** The anchors that GitHub gives to headings of these texts, in their order: of equal ones the second gets `-1`. */
export function headingAnchors(texts: readonly string[]): Set<string> {
  const anchors = new Set<string>();
  const repeats = new Map<string, number>();
  for (const text of texts) {
    const slug = text.trim().toLowerCase().replace(DROPPED, '').replaceAll(' ', '-');
    let repeat = repeats.get(slug) ?? 0;
    let anchor = repeat === 0 ? slug : `${slug}-${repeat}`;
    while (anchors.has(anchor)) anchor = `${slug}-${++repeat}`;
    repeats.set(slug, repeat + 1);
    anchors.add(anchor);
  }
  return anchors;
}
