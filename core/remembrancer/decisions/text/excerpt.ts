import { printable } from '../../../common/printable.ts';

/** Text of a file that is not trusted, to be quoted in a message. */
export function excerpt(text: string): string {
  const line = printable(text).trim();
  return `"${line.length > 60 ? `${line.slice(0, 59)}…` : line}"`;
}
