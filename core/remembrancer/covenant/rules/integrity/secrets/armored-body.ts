/** What stands before a line of armor: indentation, marks of comments and quotations, a plus that joins strings. */
const LINE_START = /^[\s#>|*,+]*["'`]?/u;
const AT_LINE_END: ReadonlySet<string | undefined> = new Set('"\'`,;\\ \t');
/** In a string in a string there are more backslashes, which are then at the end of a line. */
const LINE_BREAK = /\\[nr]|[\r\n]/u;
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
    const blank = line.indexOf(' ');
    if (blank !== -1 && blank < SHORTEST_FULL_LINE) return body;
    const parts = line.split(' ');
    if (!parts.every((part) => BASE64.test(part))) return body;
    body += parts.join('');
  }
  return body;
}

/** A line without quotation marks, blanks and the like behind it, and without a plus behind these. */
function withoutEnd(line: string): string {
  let end = line.length;
  while (AT_LINE_END.has(line[end - 1]) || (line[end - 1] === '+' && AT_LINE_END.has(line[end - 2]))) end--;
  return line.slice(0, end);
}
