import type { Section } from '../decision.ts';

/** The section that keeps lines of a foreign file as they were, where nothing in them is read again. */
export function asImported(lines: readonly string[]): Section[] {
  if (lines.length === 0) return [];
  const longest = Math.max(2, ...lines.flatMap((line) => (line.match(/`+/g) ?? []).map((run) => run.length)));
  const fence = '`'.repeat(longest + 1);
  return [{ heading: 'As imported', level: 2, line: 1, text: [`${fence}text`, ...lines, fence].join('\n') }];
}
