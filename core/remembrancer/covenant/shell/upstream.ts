import type { Command } from './command.ts';

/** Longer pipelines than this nobody writes. */
const MOST_COMMANDS = 64;

/** The commands whose output comes to `command` through pipes, nearest first. */
export function upstreamOf(command: Command): readonly Command[] {
  const seen = new Set<Command>(command.from.slice(0, MOST_COMMANDS));
  for (const each of seen) {
    if (seen.size > MOST_COMMANDS) break;
    for (const source of each.from.slice(0, MOST_COMMANDS)) seen.add(source);
  }
  return [...seen];
}
