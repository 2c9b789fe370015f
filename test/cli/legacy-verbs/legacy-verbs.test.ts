import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { inTodaysWords, LEGACY_VERBS } from '../../../cli/legacy-verbs/legacy-verbs.ts';
import { runProgram } from '../../../cli/program.ts';
import { project } from '../../project.ts';
import { memoryTerminal } from '../memory-terminal.ts';

const words = (line: string): string[] => line.split(' ');

describe('the verbs of the first system', () => {
  it.each([
    [
      'record deploy --component a --version 1 --evidence f.tgz',
      'record deploy f.tgz --component a --version 1',
    ],
    ['record deploy --evidence=f.tgz --component a', 'record deploy f.tgz --component a'],
    ['verify-full f.tgz --trust t.json', 'verify f.tgz --trust t.json'],
    ['verify-audit acme/app --pin p', 'ledger audit acme/app --pin p'],
    ['adr create Title', 'adr new Title'],
    ['list adrs --repository acme/app', 'list decisions --repository acme/app'],
    ['snapshot create acme/app', 'ledger timestamp acme/app'],
    ['sign f.tgz --key ABCD --out x', 'sign f.tgz --out x --gpg-key ABCD'],
    ['sign --key=ABCD f.tgz', 'sign f.tgz --gpg-key ABCD'],
    ['timestamp f.tgz https://tsa.example', 'timestamp f.tgz --tsa https://tsa.example'],
  ])('%s is %s', async (old, now) => {
    expect(await inTodaysWords(words(old), memoryTerminal())).toEqual(words(now));
  });

  it.each([
    'record deploy --component a --version 1',
    'record release --evidence f',
    'verify f.tgz',
    'sign f.tgz --openpgp-key k',
    'timestamp f.tgz g.tgz --out https://x',
    'list all',
    '',
  ])('leave alone: %s', async (line) => {
    expect(await inTodaysWords(words(line), memoryTerminal())).toEqual(words(line));
  });

  it.each([
    ['record-receipt-v3 app', 'record deploy'],
    ['federation sync --all', 'ledger witness'],
    ['federation init', 'ledger witness'],
  ])('that are not translated name what there is today, with exit code 2: %s', async (line, now) => {
    const terminal = memoryTerminal();
    expect(await runProgram(words(line), terminal)).toBe(2);
    expect(terminal.told.join('\n')).toContain(`is not translated: today that is "${now}"`);
  });

  it('stand in the table of docs/commands.md, with what they are today', () => {
    const rows = readFileSync(join(project, 'docs/commands.md'), 'utf8').matchAll(
      /^\| `([^`]+)` *\| `([^`]+)`/gmu,
    );
    const table = [...rows].map(([, old, now]) => `${old}: ${now}`);
    expect(table).toEqual(expect.arrayContaining(LEGACY_VERBS.map(({ old, now }) => `${old}: ${now}`)));
  });
});
