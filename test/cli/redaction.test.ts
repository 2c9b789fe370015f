import { expect, it } from '@jest/globals';

import { runProgram } from '../../cli/program.ts';
import { memoryTerminal } from './memory-terminal.ts';

const SECRET = 'TOKEN';
const URL = `https://ada:${SECRET}@host`;

it.each([
  ['an argument that is refused', ['ledger', 'root', `${URL}:x:y/acme app`]],
  ['an option that commander refuses', ['ledger', 'fsck', URL, '--raw', '--branch', URL]],
  ['a word that is no command', [URL]],
  ['a service that is named wrong', ['ledger', 'timestamp', 'acme/app', '--tsa', `ftp://ada:${SECRET}@host`]],
])('the password in an address is written nowhere: %s', async (_, argv) => {
  for (const json of [[], ['--json']]) {
    const terminal = memoryTerminal();
    expect(await runProgram([...argv, ...json], terminal)).toBe(2);
    const written = [...terminal.printed, ...terminal.told].join('\n');
    expect(written).not.toBe('');
    expect(written).not.toContain(SECRET);
  }
});
