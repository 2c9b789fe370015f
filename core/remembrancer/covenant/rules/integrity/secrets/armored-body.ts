/** What stands before a line of armor: indentation, marks of comments and quotations, a plus that joins strings. */
const LINE_START = /^[\s#>|*,+]*["'`]?/u;
const AT_LINE_END = new Set('"\'`,;\\ \t');
/** At most so many backslashes stand before the `n` of a line break in a string in a string. */
const LINE_BREAK = /\\{1,8}[nr]|[\r\n]/u;
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
    const line = withoutEnd(raw.replace(LINE_START, ''));
    if (line === '' || (body === '' && HEADER.test(line))) continue;
    const parts = line.split(' ');
    if (parts.length > 1 && (parts[0]?.length ?? 0) < SHORTEST_FULL_LINE) return body;
    if (!parts.every((part) => BASE64.test(part))) return body;
    body += parts.join('');
  }
  return body;
}

/** A line without quotation marks, blanks and the like behind it, and without a plus behind these. */
function withoutEnd(line: string): string {
  let end = line.length;
  for (; end > 0; end--) {
    const last = line[end - 1] ?? '';
    if (!AT_LINE_END.has(last) && !(last === '+' && AT_LINE_END.has(line[end - 2] ?? ''))) break;
  }
  return line.slice(0, end);
}
