import { describe, expect, it } from '@jest/globals';

import { isCheck } from '../../../../../core/remembrancer/covenant/rules/reproducibility/scripts/checks.ts';
import { looseNodeTools } from '../../../../../core/remembrancer/covenant/rules/reproducibility/tools/node-tools.ts';
import { loosePythonTools } from '../../../../../core/remembrancer/covenant/rules/reproducibility/tools/python-tools.ts';
import type { Command } from '../../../../../core/remembrancer/covenant/shell/command.ts';
import { downloadOf } from '../../../../../core/remembrancer/covenant/shell/downloads.ts';
import { runsItsInput } from '../../../../../core/remembrancer/covenant/shell/interpreters.ts';
import { readCommands } from '../../../../../core/remembrancer/covenant/shell/read-commands.ts';
import { processorTime } from '../rules/integrity/processor-time.ts';

const MANY = 300_000;

describe('a command of endless words', () => {
  it.each<[string, string, (command: Command) => unknown]>([
    ['an option of sha256sum', `sha256sum -${'c'.repeat(MANY)}1`, isCheck],
    ['an option of curl', `curl -${'O'.repeat(MANY)}1 https://a.example/x`, downloadOf],
    ['an option of a shell', `bash -${'s'.repeat(MANY)}1`, runsItsInput],
    ['an option of node', `node -${'e'.repeat(MANY)}1`, runsItsInput],
    ['a requirement', `pip install a${'='.repeat(MANY)}*`, loosePythonTools],
    ['the same option again and again', `npx ${'-p a '.repeat(MANY / 3)}`, looseNodeTools],
  ])('takes time in proportion to %s', async (_, script, look) => {
    const commands = readCommands(script);
    expect(await processorTime(() => Promise.resolve(commands.map(look)))).toBeLessThan(2000);
  });
});

describe('options that stand together', () => {
  it.each<[string, (command: Command) => boolean, boolean]>([
    ['sha256sum -bc x > y', isCheck, true],
    ['sha256sum -cs x > y', isCheck, true],
    ['sha256sum -b x > y', isCheck, false],
    ['bash -es -- a', runsItsInput, true],
    ['bash -se a', runsItsInput, true],
    ['bash -e a', runsItsInput, false],
    ['node -pe 1', runsItsInput, false],
  ])('are told in %s', (script, is, expected) => {
    expect(readCommands(script).map(is)).toEqual([expected]);
  });

  it.each([
    ['a==1.2.3', true],
    ['a===1.2.3', true],
    ['a==1.2.*', false],
    ['a==', false],
    ['a>=1', false],
  ])('and of %s that it is exact: %s', (requirement, isExact) => {
    expect(readCommands(`pip install '${requirement}'`).flatMap(loosePythonTools)).toHaveLength(
      isExact ? 0 : 1,
    );
  });
});
