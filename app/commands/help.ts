import type { Command } from './command.ts';
import { type Grammar, usage } from './grammar.ts';

/** `/help`: every command with its words. */
export function help(others: readonly Grammar[]): Command {
  const grammar: Grammar = {
    name: 'help',
    parameters: [],
    options: {},
    flags: [],
    summary: 'shows this list',
  };
  const lines = [...others, grammar].map((each) => `- \`${usage(each)}\` ${each.summary}`);
  const text = ['A command stands in the first line of a new comment:', '', ...lines].join('\n');
  return { grammar, restricted: false, run: () => Promise.resolve(text) };
}
