import { approve } from './approve.ts';
import type { Command } from './command.ts';
import { help } from './help.ts';
import { ledger } from './ledger.ts';
import { query } from './query.ts';
import { spawn } from './spawn.ts';
import { timeline } from './timeline.ts';
import { verify } from './verify.ts';

/** Every command that the app knows. */
export function allCommands(): readonly Command[] {
  const working = [spawn, approve, verify, query, timeline, ledger];
  return [...working, help(working)];
}
