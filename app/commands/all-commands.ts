import { approve } from './approve.ts';
import type { Command } from './command.ts';
import { help } from './help.ts';
import { spawn } from './spawn.ts';

/** Every command that the app knows. */
export function allCommands(): readonly Command[] {
  const working = [spawn, approve];
  return [...working, help(working.map(({ grammar }) => grammar))];
}
