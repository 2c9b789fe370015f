/** The longest text that is shown whole, in characters: GitHub refuses bodies above 65,536. */
const LONGEST = 16_000;

/** A Markdown code block that ends where it should, whatever is in it. */
export function fenced(whole: string): string {
  const text = whole.length > LONGEST ? `${whole.slice(0, LONGEST).toWellFormed()}\n… (shortened)` : whole;
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `\n${fence}\n${text.trimEnd()}\n${fence}\n`;
}
