import { printable } from '../../common/printable.ts';

/** The longest message that is legible in a badge, in characters. */
const LONGEST = 40;

/**
 * A badge as shields.io draws it from an address (https://shields.io/badges/endpoint-badge): one line of JSON. A color is
 * a name that shields knows, or a hex value.
 */
export function shieldsBadge(label: string, message: string, color = 'blue'): string {
  const characters = Array.from(printable(message));
  const shown = characters.length > LONGEST ? [...characters.slice(0, LONGEST - 1), '…'] : characters;
  return `${JSON.stringify({ schemaVersion: 1, label: printable(label), message: shown.join(''), color })}\n`;
}
