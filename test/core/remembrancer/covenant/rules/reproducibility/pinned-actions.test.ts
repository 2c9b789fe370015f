import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { applyEdits } from '../../../../../../core/remembrancer/covenant/fix/apply-edits.ts';
import type { Found } from '../../../../../../core/remembrancer/covenant/found.ts';
import { pinnedActions } from '../../../../../../core/remembrancer/covenant/rules/reproducibility/pinned-actions.ts';
import { checkCovenant, memoryTree } from '../../../../../../core/remembrancer/covenant/index.ts';
import type { Tree, TreeFile } from '../../../../../../core/remembrancer/covenant/index.ts';
import { contextWith } from '../../context-with.ts';
import { inputsOf } from '../../example-inputs.ts';
import { fileOf } from '../../file-of.ts';
import { expectLegible } from '../../expect-legible.ts';

const SHA = '3d3c42e5aac5ba805825da76410c181273ba90b1';
const CI = '.github/workflows/ci.yml';
const pins = {
  actions: new Map([['actions/checkout@v7', { commit: SHA, version: 'v7.0.1' }]]),
  images: new Map<string, string>(),
};
const foundIn = (text: string | Uint8Array, path = CI): readonly Found[] =>
  expectLegible(pinnedActions.check(fileOf(path, text), contextWith({ pins })));
const foundUsing = (uses: string): readonly Found[] =>
  foundIn(`jobs:\n  a:\n    steps:\n      - uses: ${uses}\n`);
const mended = (text: string): string =>
  applyEdits(
    text,
    foundIn(text).flatMap(({ fix }) => fix?.edits ?? []),
  );

describe('what is used', () => {
  it.each([
    [`o/r@${SHA}`],
    [`o/r/folder@${SHA} # v1.2.3`],
    [`o/r@${SHA.toUpperCase()}`],
    [`"o/r@${SHA}"`],
    [`|\n          o/r@${SHA}`],
    ['./.github/actions/own'],
    ['$/actions/own'],
    ['docker://alpine:3'],
    [''],
  ])('may be %s', (uses) => {
    expect(foundUsing(uses)).toEqual([]);
  });

  it.each([
    ['actions/checkout@v4', 'actions/checkout is used by the tag or branch v4, which can be moved'],
    ['o/r/a/b@main', 'o/r/a/b is used by the tag or branch main, which can be moved'],
    ['o/r@release/v1', 'o/r is used by the tag or branch release/v1, which can be moved'],
    [
      'o/r@3d3c42e',
      'o/r is used by the short commit 3d3c42e, which another commit or a tag can be made to match',
    ],
    [`o/r@${SHA}0`, `o/r is used by the tag or branch ${SHA}0, which can be moved`],
    [
      `o/r@${SHA}${SHA.slice(0, 24)}`,
      `o/r is used by the tag or branch ${SHA}${SHA.slice(0, 24)}, which can be moved`,
    ],
    ['o/r', 'o/r is used by no ref at all'],
    ['o./r@v1', 'o./r is used by the tag or branch v1, which can be moved'],
    ['o/r@', 'o/r is used by no ref at all'],
    ['o/r@${{ inputs.ref }}', 'What o/r@${{ inputs.ref }} is, an expression decides'],
  ])('may not be %s', (uses, message) => {
    expect(foundUsing(uses).map((found) => found.message)).toEqual([message]);
  });

  it('is also that of a job, of steps beside each other and of a composite action', () => {
    const calls =
      'jobs: {a: {uses: o/r/.github/workflows/w.yml@v1}, b: {steps: [{parallel: [{uses: o/s@v1}]}]}}';
    expect(foundIn(calls)).toHaveLength(2);
    expect(foundIn('runs: {steps: [{uses: o/r@v1}]}', 'own/action.yaml')).toHaveLength(1);
  });

  it('is where the finding points to, behind characters of more than one unit and with CR LF', () => {
    const text = `name: 'ü🎉'\r\njobs:\r\n  a:\r\n    steps:\r\n      - {name: 🎉, uses: "o/r@v1"}`;
    const [found] = foundIn(text);
    expect(text.slice(found?.range?.start, found?.range?.end)).toBe('"o/r@v1"');
  });

  it('is nothing in an empty file, in comments and in scripts', () => {
    expect(foundIn('')).toEqual([]);
    expect(foundIn('# - uses: o/r@v1\njobs: {a: {steps: [{run: "uses: o/r@v1"}]}}')).toEqual([]);
  });

  it('cannot be told of what is no YAML', () => {
    expect(foundIn('jobs: {\n  uses')).toMatchObject([{ path: CI, cannotTell: true }]);
    expect(foundIn(new Uint8Array([0x61, 0x3a, 0x20, 0xff, 0x0a]))).toEqual([]);
    expect(foundIn(`uses: ${'['.repeat(100_000)}`)).toMatchObject([{ cannotTell: true }]);
  });

  it('is shown on one line', () => {
    const [found] = foundUsing(`"o/r@v1\\n::error::x\\u202e${'y'.repeat(1000)}"`);
    expect(found?.message).toMatch(
      /^o\/r is used by the tag or branch v1 ::error::x\ufffdy+…, which can be moved$/,
    );
    expect(found?.message.length).toBeLessThan(250);
  });
});

describe('the fix', () => {
  const step = (uses: string): string => `jobs:\n  a:\n    steps:\n      - ${uses}`;

  it.each([
    ['uses: actions/checkout@v7\n', `uses: actions/checkout@${SHA} # v7.0.1\n`],
    ['uses: actions/checkout@v7', `uses: actions/checkout@${SHA} # v7.0.1`],
    ['uses: actions/checkout@v7\r\n', `uses: actions/checkout@${SHA} # v7.0.1\r\n`],
    ['uses: "actions/checkout@v7"  \n', `uses: "actions/checkout@${SHA}" # v7.0.1  \n`],
    ["uses: 'actions/checkout@v7' # why\n", `uses: 'actions/checkout@${SHA}' # v7.0.1 # why\n`],
    [
      'uses: actions/checkout@v7\n      - run: x\n',
      `uses: actions/checkout@${SHA} # v7.0.1\n      - run: x\n`,
    ],
    ['{uses: actions/checkout@v7}', `{uses: actions/checkout@${SHA}}`],
    ['{uses: actions/checkout@v7 }\n', `{uses: actions/checkout@${SHA} }\n`],
    ['{uses: actions/checkout@v7, id: b}\n', `{uses: actions/checkout@${SHA}, id: b}\n`],
    ['uses: actions/checkout/part@v7\n', `uses: actions/checkout/part@${SHA} # v7.0.1\n`],
    ['uses: &c actions/checkout@v7\n', `uses: &c actions/checkout@${SHA} # v7.0.1\n`],
  ])('of %j keeps all but the ref', (before, after) => {
    expect(mended(step(before))).toBe(step(after));
    expect(foundIn(step(after))).toEqual([]);
  });

  it('is offered only for a ref that is known, at a place that is known', () => {
    for (const uses of [
      'actions/checkout@v6',
      'Actions/checkout@v7',
      'actions/checkout',
      '"actions/checkout@v\\x37"',
    ])
      expect(foundUsing(uses).map((found) => 'fix' in found)).toEqual([false]);
  });

  it('says what to write', () => {
    expect(foundUsing('actions/checkout@v7')[0]).toMatchObject({
      remedy: `Write actions/checkout@${SHA} # v7.0.1.`,
      fix: { description: 'pin actions/checkout to v7.0.1' },
    });
  });

  it('leaves nothing to find, and a second one changes nothing', () => {
    const uses = fc.constantFrom('actions/checkout@v7', '"actions/checkout@v7"', `actions/checkout@${SHA}`);
    const behind = fc.constantFrom('', ' ', ' # v7', '\t# ü');
    const line = fc.tuple(uses, behind).map(([used, rest]) => `      - uses: ${used}${rest}`);
    const end = fc.constantFrom('\n', '\r\n');
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 5 }),
        end,
        fc.boolean(),
        (lines, newline, last) => {
          const text = ['jobs:', '  a:', '    steps:', ...lines].join(newline) + (last ? newline : '');
          const once = mended(text);
          expect(foundIn(once)).toEqual([]);
          expect(mended(once)).toBe(once);
          expect(once.split(newline)).toHaveLength(text.split(newline).length);
        },
      ),
    );
  });
});

describe('what hides a use', () => {
  const step = (use: string): string => `on: push\njobs:\n  a:\n    steps:\n${use}`;

  it.each([
    ['a key over two lines', step('      - ? "us\\\n          es"\n        : evil/x@main\n')],
    ['a comment that ends with a carriage return', step('      # none\r      - uses: evil/x@main\n')],
    ['a comment that ends with U+2028', step('      # none\u2028      - uses: evil/x@main\n')],
    ['a NUL in a comment', step('      - uses: evil/x@main\n# \0\n')],
    ['UTF-16', Buffer.from(`\ufeff${step('      - uses: evil/x@main\n')}`, 'utf16le')],
  ])('is not %s', async (_, text) => {
    const inputs = { ...inputsOf({ files: {}, before: {}, says: [] }), tree: memoryTree({ [CI]: text }) };
    const { findings } = await checkCovenant(inputs, { rules: [pinnedActions] });
    expect(findings.map(({ message }) => message)).toEqual([
      'evil/x is used by the tag or branch main, which can be moved',
    ]);
  });
});

describe('an action of the repository', () => {
  const treeWith = (kind: TreeFile['kind'], path: string): Tree => ({
    name: 'a tree',
    files: [{ path, kind, size: 0, id: '1' }],
    read: (files) => Promise.resolve(files.map(() => undefined)),
  });
  const foundWith = (tree: Tree, uses = './tools/own/'): readonly Found[] =>
    pinnedActions.check(fileOf(CI, `jobs: {a: {steps: [{uses: "${uses}"}]}}`), contextWith({ pins, tree }));

  it.each([
    ['symlink', 'tools/own/action.yml'],
    ['symlink', 'tools/own/action.yaml'],
    ['symlink', 'tools/own'],
    ['symlink', 'tools'],
    ['submodule', 'tools/own'],
  ] as const)('cannot be told of behind a %s at %s', (kind, path) => {
    expect(foundWith(treeWith(kind, path))).toMatchObject([
      {
        cannotTell: true,
        message:
          './tools/own/ is behind a link, in a submodule or in a folder for copies, so what it uses is not looked at',
        remedy: 'Put the files of the action into a plain folder, such as .github/actions.',
      },
    ]);
  });

  it.each(['$/tools/own', ' ./tools/own ', './tools/../tools/own'])('may be named by %j', (uses) => {
    expect(foundWith(treeWith('symlink', 'tools/own'), uses)).toMatchObject([{ cannotTell: true }]);
  });

  it('is not an action of others that is called like a link', () => {
    expect(foundWith(treeWith('symlink', 'r@v1'), 'o/r@v1')).toMatchObject([
      { message: 'o/r is used by the tag or branch v1, which can be moved' },
    ]);
  });

  it('cannot be told of in a folder that is passed over', () => {
    const file = fileOf(CI, 'jobs: {a: {steps: [{uses: ./vendor/own}]}}');
    const tree = treeWith('file', 'vendor/own/action.yml');
    expect(pinnedActions.check(file, contextWith({ pins, tree }))).toMatchObject([{ cannotTell: true }]);
  });

  it('is looked at by itself where it is a file', () => {
    expect(foundWith(treeWith('file', 'tools/own/action.yml'))).toEqual([]);
    expect(foundWith(treeWith('symlink', 'tools/other'))).toEqual([]);
  });
});
