import { readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';

import { claimsNameTests } from '../../../../../../core/remembrancer/covenant/rules/integrity/claims-name-tests.ts';
import { checkRule, type Contents } from '../proof-chain/check-rule.ts';
import { processorTime } from './processor-time.ts';

const TESTS: Contents = {
  'test/app/plan.test.ts': '',
  'test/app/plan-text.test.ts': '',
  'test/interop/openpgp.test.ts': '',
  'test/interop/rfc3161.test.ts': '',
  'test/deep/a/b/c.test.ts': '',
};

const table = (head: string, ...rows: string[]): string =>
  [head, head.replace(/[^|]+/g, ' --- '), ...rows].join('\n') + '\n';

const messages = async (text: string, path = 'README.md'): Promise<string[]> =>
  (await checkRule(claimsNameTests, { ...TESTS, [path]: text })).findings.map(({ message }) => message);

const HEAD = '| What | State | Shown by |';

describe('a row that claims and names what is there is no finding', () => {
  it.each([
    ['a file', '`test/app/plan.test.ts`'],
    ['a folder', '`test/app`'],
    ['a folder with its end', '`test/app/`'],
    ['two', '`test/app`, `test/interop`'],
    ['a star', '`test/app/*.test.ts`'],
    ['stars for folders', '`test/**/c.test.ts`'],
    ['braces', '`test/interop/{openpgp,rfc3161}.test.ts`'],
    ['what was left out of a name', '`test/app/plan…`'],
    ['folders that were left out', '`test/…/c.test.ts`'],
    ['a line', '`test/app/plan.test.ts:12`'],
    ['a name in it', '`test/app/plan.test.ts::works` `test/app/plan.test.ts#works`'],
    ['a link to it', '[the test](test/app/plan.test.ts)'],
    ['an address elsewhere', '[run](https://example.org/run/1)'],
    ['an address of another server', '[run](//example.org/run/1)'],
    ['the root', '`./` `/test/app`'],
    ['folders that dots leave out', '`test/.../c.test.ts`'],
    ['blanks around', '`  test/app  `'],
    ['a command beside it', '`npm test` runs `test/app`'],
  ])('%s', async (_, cell) => {
    expect(await messages(table(HEAD, `| a | works | ${cell} |`))).toEqual([]);
  });

  it('from the document too', async () => {
    expect(
      await messages(
        table(HEAD, '| a | works | `app` and `./app/plan.test.ts` and `app/pl*` |'),
        'test/x.md',
      ),
    ).toEqual([]);
  });
});

describe('a row that claims', () => {
  it('and names nothing is found at its line', async () => {
    const { findings } = await checkRule(claimsNameTests, {
      ...TESTS,
      'README.md': `# ü😀\r\n\r\n${table(HEAD, '| a | works | `test/app` |', '| b | works | |').replaceAll('\n', '\r\n')}`,
    });
    expect(findings).toMatchObject([
      {
        path: 'README.md',
        line: 6,
        column: 1,
        message: 'The row "b" claims that something works, and names no test that shows it',
      },
    ]);
  });

  it.each([
    ['a file', '`test/gone.test.ts`', 'test/gone.test.ts'],
    ['a pattern', '`test/gone/*.ts`', 'test/gone/*.ts'],
    ['one of braces', '`test/interop/{openpgp,gone}.test.ts`', 'test/interop/{openpgp,gone}.test.ts'],
    ['a name in other case', '`test/App`', 'test/App'],
    ['a link', '[t](test/gone.test.ts)', 'test/gone.test.ts'],
    ['a link to a place in it', '[t](test/gone.test.ts#works)', 'test/gone.test.ts'],
    ['one of two', '`test/app`, `test/gone`', 'test/gone'],
    ['what was left out', '`test/gone…`', 'test/gone…'],
    ['what is above the repository', '`../test/app`', '../test/app'],
  ])('and names what is not there is found: %s', async (_, cell, name) => {
    expect(await messages(table(HEAD, `| a | works | ${cell} |`))).toEqual([
      `The row "a" is shown by "${name}", which is not there`,
    ]);
  });

  it.each([
    ...[
      'works',
      'Works in the sandbox',
      '**done**',
      '** done **',
      '__done__',
      'yes',
      'Supported',
      'stable',
      '✅',
      '✅ done',
      ':white_check_mark:',
    ],
    ...['passes', 'works, but not on Windows', 'available since v1', 'complete', 'completed', 'work', 'full'],
    ...[
      'fully',
      '✔️',
      '☑',
      '🟢',
      ':heavy_check_mark: 1.0',
      ':green_circle:',
      '[x]',
      '[X] `done`',
      'ok (never slow)',
    ],
  ])('is known by its state: %s', async (state) => {
    expect(await messages(table(HEAD, `| a | ${state} | – |`))).toHaveLength(1);
  });

  it.each([
    ...[
      'not tried yet: none was at hand',
      'not made yet',
      'planned',
      'no',
      '–',
      '-',
      '',
      'todo',
      'in progress',
      '❌',
    ],
    ...['workshop', 'it works', '❌ was ✅', 'done but untested', 'available: never'.replace(':', '')],
    ...['not done', 'done? not yet', 'untested', 'unknown', 'working group not formed', 'WIP'],
  ])('is told from one that does not: %s', async (state) => {
    expect(await messages(table(HEAD, `| a | ${state} | – |`))).toEqual([]);
  });
});

describe('a table', () => {
  it.each([
    ['| What | Status | Evidence |'],
    ['| Status | Proof | What |'],
    ['| What | **State** | `Shown by` |'],
    ['| What | ` State ` | Shown by |'],
    ['| What | STATE | Verified in |'],
    ['| What | State | Proofs |'],
    ['| What | State | Checked by |'],
  ])('of claims is known by its heads: %s', async (head) => {
    expect(await messages(table(head, '| works | works | works |'))).toHaveLength(1);
  });

  it('with a column "Test" is one where a row names a file', async () => {
    const head = '| What | Status | Test |';
    expect(await messages(table(head, '| a | works | logs in |', '| b | works | logs out |'))).toEqual([]);
    expect(
      await messages(table(head, '| a | works | `test/app` |', '| b | works | logs out |')),
    ).toHaveLength(1);
  });

  it.each(['Tests', 'Test', 'Test file', 'Test files'])('may have its tests below "%s"', async (head) => {
    const rows = ['| a | works | `test/gone.test.ts` |'];
    expect(await messages(table(`| What | Status | ${head} |`, ...rows))).toHaveLength(1);
  });

  it.each(['Last test', 'Test run'])('has none below "%s"', async (head) => {
    const rows = ['| a | works | `test/gone.test.ts` |'];
    expect(await messages(table(`| What | Status | ${head} |`, ...rows))).toEqual([]);
  });

  it.each([
    ['| What | Shown by |'],
    ['| What | State |'],
    ['| What | Statement | Shown by |'],
    ['| What | State | Shown by whom |'],
    ['| What | State | Not shown by |'],
    ['| What | Last state | Shown by |'],
  ])('of anything else is left alone: %s', async (head) => {
    expect(await messages(table(head, '| a | works | works |'))).toEqual([]);
  });

  it('in a block of code is none', async () => {
    expect(await messages(`\`\`\`\n${table(HEAD, '| a | works | |')}\`\`\`\n`)).toEqual([]);
  });

  it('without outer lines is one', async () => {
    expect(await messages('What | State | Shown by\n--- | --- | ---\na | works | –\n')).toHaveLength(1);
    expect(await messages('State | Shown by\n--- | ---\nworks | –\n')).toHaveLength(1);
    expect(await messages('Shown by | State\n--- | ---\n– | works\n')).toHaveLength(1);
    expect(await messages('Shown by | State\r\n--- | ---\r\n– | works\r\n')).toHaveLength(1);
  });
});

it('a path without code marks is none', async () => {
  expect(await messages(table(HEAD, '| a | works | test/app |'))).toEqual([
    'The row "a" claims that something works, and names no test that shows it',
  ]);
});

describe('a row that cannot be told', () => {
  it.each([HEAD, '| What | State | Test |'])('has a cell that is not read, below %s', async (head) => {
    const text = table(head, `| a | works | ${'['.repeat(200)} |`);
    const { findings } = await checkRule(claimsNameTests, { 'a.md': text });
    expect(findings).toMatchObject([
      {
        message: 'The row "a" cannot be told: a cell of it is too long or has too many open brackets',
        cannotTell: true,
      },
    ]);
  });

  it('has one pattern more than are looked for in a document', async () => {
    const rows = Array.from({ length: 201 }, (_, n) => `| a | works | \`test/*${n}\` |`);
    const { findings } = await checkRule(claimsNameTests, {
      'a.md': table(HEAD, ...rows, '| b | works | `test/*0` |'),
    });
    // Each is looked for from the root and from the document.
    const open = findings.filter(({ cannotTell }) => cannotTell === true);
    expect(open.map(({ message }) => message)).toEqual(
      expect.arrayContaining(['Whether there is "test/*200" cannot be told: there are too many patterns']),
    );
    expect(findings.filter(({ cannotTell }) => !cannotTell).length).toBeGreaterThan(100);
    expect(findings.at(-1)?.cannotTell).toBeUndefined();
  });

  it('names by braces more than are looked for', async () => {
    const { findings } = await checkRule(claimsNameTests, {
      'a.md': table(HEAD, `| a | works | \`${'{a,b}'.repeat(7)}/x\` |`),
    });
    expect(findings.map(({ cannotTell }) => cannotTell)).toEqual([true]);
  });
});

it('the table of this project’s own README is looked at', async () => {
  const readme = readFileSync(new URL('../../../../../../README.md', import.meta.url), 'utf8');
  const { findings } = await checkRule(claimsNameTests, { 'README.md': readme });
  expect(findings.length).toBeGreaterThan(20);
});

describe('hostile tables take no longer than others', () => {
  it.each([
    [
      'patterns',
      table(HEAD, ...Array.from({ length: 20_000 }, (_, n) => `| a | works | \`test/*${n}*/*a\` |`)),
    ],
    ['braces', table(HEAD, `| a | works | \`${'{a,b}'.repeat(100)}\` |`)],
    ['stars', table(HEAD, `| a | works | \`${'*/'.repeat(400)}\` |`)],
    ['a wide one', table(`|${' State |'.repeat(20_000)} Shown by |`, `|${' works |'.repeat(20_000)} a |`)],
    ['a long one', table(HEAD, ...Array<string>(40_000).fill('| a | works | `test` |'))],
    ['a long line', `| State |${'a'.repeat(1_000_000)}`],
    ['brackets', table(HEAD, `| a | works | ${'['.repeat(500_000)} |`)],
    ['no UTF-8', Buffer.concat([Buffer.from('|State|Shown by|\n|-|-|\n|works|`'), Buffer.alloc(9999, 0xff)])],
  ])('%s', async (_, content) => {
    expect(await processorTime(() => checkRule(claimsNameTests, { ...TESTS, 'a.md': content }))).toBeLessThan(
      4000,
    );
  });

  it('and what is beyond the bounds is told', async () => {
    const rows = Array.from({ length: 300 }, (_, n) => `| a | works | \`test/*${n}\` |`);
    const { findings } = await checkRule(claimsNameTests, { 'a.md': table(HEAD, ...rows) });
    expect(findings.some(({ cannotTell }) => cannotTell === true)).toBe(true);
    const bracket = await checkRule(claimsNameTests, {
      'a.md': table(HEAD, `| a | works | ${'['.repeat(200)} |`),
    });
    expect(bracket.report?.outcome).toBe('cannot-tell');
  });
});
