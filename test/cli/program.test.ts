import { expect, it } from '@jest/globals';

import { runProgram } from '../../cli/program.ts';
import { memoryTerminal } from './memory-terminal.ts';

it.each([['--help'], ['--version'], ['record', '--help'], ['ledger', 'init', '--help']])(
  'help and version are no failure: %s %s',
  async (...argv) => {
    const terminal = memoryTerminal();
    expect(await runProgram(argv, terminal)).toBe(0);
    expect(terminal.printed.join('\n')).not.toBe('');
    expect(terminal.told).toEqual([]);
  },
);

it('tells every exit code', async () => {
  const terminal = memoryTerminal();
  await runProgram(['--help'], terminal);
  expect(terminal.printed.join('\n')).toContain('Exit codes: 0 ok, 1 internal, 2 usage, 3 not found');
});

it.each([[['nonsense']], [['record', 'release']], [['verify', 'x', '--nonsense']]])(
  'wrong words are usage, for a program as JSON: %j',
  async (argv) => {
    const terminal = memoryTerminal();
    expect(await runProgram([...argv, '--json'], terminal)).toBe(2);
    expect(JSON.parse(terminal.printed.at(-1) ?? '')).toMatchObject({ schema: 1, reason: 'usage' });
  },
);

it.each([
  [['verify', 'x', '--at', '2020-01-01', '--at', '2030-01-01'], '--at <time>'],
  [['verify', 'x', '--trust', 'a.json', '--trust=b.json'], '--trust <file>'],
  [['ledger', 'root', 'x', '--branch', 'a', '--branch', 'b'], '--branch <branch>'],
])('an option that takes one value is not taken twice: %j', async (argv, option) => {
  const terminal = memoryTerminal();
  expect(await runProgram(argv, terminal)).toBe(2);
  expect(terminal.told.join('\n')).toContain(`option '${option}' is given more than once; give it once.`);
});
