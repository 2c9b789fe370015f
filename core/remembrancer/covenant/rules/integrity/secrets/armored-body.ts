/** The start of a line of armor: indentation, comment and quotation marks, a plus that joins strings. */
const LINE_START = /^[\s#>|*,+]*["'`]?/u;
const LINE_END = /["'`\s,;\\]*(?:\s\+\s*)?$/u;
const LINE_BREAK = /(?:\\+[nr])+|[\r\n]+/u;
const HEADER = /^[A-Za-z][A-Za-z-]{0,40}: /u;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/u;
/** Where armor stands on one line, with blanks for its line breaks, its first part is a whole line. */
const SHORTEST_FULL_LINE = 48;

/**
 * The base64 that stands behind the first line of an armored block (RFC 7468, RFC 9580), with lines broken as in a file or
 * as `\n` in a string, quoted and joined, commented or indented. Ends where something else stands.
 */
export function armoredBody(text: string): string {
  let body = '';
  for (const raw of text.split(LINE_BREAK)) {
    const line = raw.replace(LINE_START, '').replace(LINE_END, '');
    if (line === '' || (body === '' && HEADER.test(line))) continue;
    const parts = line.split(' ');
    if (parts.length > 1 && (parts[0]?.length ?? 0) < SHORTEST_FULL_LINE) return body;
    if (!parts.every((part) => BASE64.test(part))) return body;
    body += parts.join('');
  }
  return body;
}
