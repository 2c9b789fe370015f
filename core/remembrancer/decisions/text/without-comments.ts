/** Markdown as it is shown, without its comments and what follows one that does not end. */
export function withoutComments(text: string): string {
  const [first = '', ...rest] = text.split('<!--');
  return rest.reduce((shown, part) => {
    const end = part.indexOf('-->');
    return end < 0 ? shown : shown + part.slice(end + '-->'.length);
  }, first);
}
