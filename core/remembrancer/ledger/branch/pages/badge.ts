const LABEL = 'ledger';
const HEIGHT = 20;
/** About the width of a character at this size, and the room beside a text, in pixels. */
const CHARACTER = 7;
const PADDING = 6;

/** A picture for other READMEs that says how many entries the ledger has: an SVG without a script or a link. */
export function formatBadge(size: number): string {
  const value = `${size} ${size === 1 ? 'entry' : 'entries'}`;
  const [left, right] = [LABEL, value].map((text) => text.length * CHARACTER + 2 * PADDING) as [
    number,
    number,
  ];
  const text = (content: string, middle: number): string =>
    `<text x="${middle}" y="14" text-anchor="middle">${content}</text>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="${HEIGHT}" role="img" aria-label="${LABEL}: ${value}">`,
    `<rect width="${left}" height="${HEIGHT}" fill="#24292f"/>`,
    `<rect x="${left}" width="${right}" height="${HEIGHT}" fill="#1a7f37"/>`,
    `<g fill="#fff" font-family="Verdana,sans-serif" font-size="11">${text(LABEL, left / 2)}${text(value, left + right / 2)}</g>`,
    '</svg>',
    '',
  ].join('\n');
}
