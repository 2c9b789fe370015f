import { printable } from '../../common/printable.ts';
import { shortened } from '../../common/shortened.ts';

/** The longest message that is legible in a badge, in characters. */
const LONGEST = 40;

/**
 * A badge as shields.io draws it from an address (https://shields.io/badges/endpoint-badge): one line of JSON. A color is
 * a name that shields knows, or a hex value.
 */
export function shieldsBadge(label: string, message: string, color = 'blue'): string {
  const shown = shortened(printable(message), LONGEST);
  return `${JSON.stringify({ schemaVersion: 1, label: printable(label), message: shown, color })}\n`;
}
