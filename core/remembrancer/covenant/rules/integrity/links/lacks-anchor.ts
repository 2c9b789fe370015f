/** Lines, what a browser looks for itself, and what GitHub shows around a document. */
const OF_BROWSER = /^(?:l\d+|top$|$|:~:|readme$|.*-ov-file$)/;
/** Footnotes, whose anchors GitHub makes. */
const FOOTNOTE = /^fn(?:ref)?-/;
/** What makes an emoji of a character stays in GitHub's anchor, and most people leave it away. */
const VARIATION = /[\ufe0e\ufe0f]/gu;
const NO_LETTER = /[^\p{L}\p{N}]/gu;

/**
 * An anchor as two of them are compared: in lower case, as GitHub does. Where `isLoose`, another program makes the anchors,
 * and only letters and digits count.
 */
export const comparable = (anchor: string, isLoose: boolean): string =>
  anchor.toLowerCase().replace(isLoose ? NO_LETTER : VARIATION, '');

/** Whether there is no such anchor among `anchors`, which are comparable. */
export function lacksAnchor(anchor: string, anchors: ReadonlySet<string>, isLoose: boolean): boolean {
  const wanted = anchor.toLowerCase().replace(/^user-content-/, '');
  if (OF_BROWSER.test(wanted) || FOOTNOTE.test(wanted)) return false;
  return !anchors.has(comparable(wanted, isLoose));
}
