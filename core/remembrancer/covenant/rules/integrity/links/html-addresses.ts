const COMMENT_OR_ADDRESS =
  /<!--|\b(?:href|src)\s{0,9}=\s{0,9}(?:"([^"<>\n]{1,4096})"|'([^'<>\n]{1,4096})')/gi;

/** The addresses in a piece of HTML: of `href` and `src`, but not those in comments. */
export function htmlAddresses(html: string): string[] {
  const addresses: string[] = [];
  const pattern = new RegExp(COMMENT_OR_ADDRESS);
  for (let match = pattern.exec(html); match !== null; match = pattern.exec(html)) {
    const [all, ...addressed] = match;
    if (all !== '<!--') addresses.push(addressed.join('').replaceAll('&amp;', '&'));
    else {
      const end = html.indexOf('-->', pattern.lastIndex);
      if (end === -1) break;
      pattern.lastIndex = end;
    }
  }
  return addresses;
}
