/** A scalar of one line as YAML and yarn.lock have it, without its quotes. */
export function unquoted(text: string): string {
  if (text.length < 2) return text;
  if (text.startsWith("'") && text.endsWith("'")) return text.slice(1, -1).replaceAll("''", "'");
  if (!text.startsWith('"') || !text.endsWith('"')) return text;
  return text.slice(1, -1).replace(/\\(["\\/])/gu, '$1');
}
