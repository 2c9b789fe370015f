/**
 * What a person wrote, to be shown in a comment: a Markdown code span in which nothing is a mention, a link or
 * markup, on one line and not longer than it needs to be recognised.
 */
export function codeSpan(text: string, longest = 100): string {
  const plain = text.replace(/[\u0000-\u001f\u007f`|]/g, ' ').trim();
  const short = plain.length > longest ? `${plain.slice(0, longest).toWellFormed()}…` : plain;
  return `\`${short === '' ? ' ' : short}\``;
}
