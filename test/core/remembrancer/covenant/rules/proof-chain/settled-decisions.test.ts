import { describe, expect, it } from '@jest/globals';

import { settledDecisions } from '../../../../../../core/remembrancer/covenant/rules/proof-chain/settled-decisions.ts';
import { memoryTree } from '../../../../../../core/remembrancer/covenant/index.ts';
import { checkRule, type Contents } from './check-rule.ts';
import { decisionText } from './decision-texts.ts';

const PATH = 'docs/adr/0001-use-x.md';
const before = { [PATH]: decisionText() };
const messages = async (tree: Contents, base: Contents = before) =>
  (await checkRule(settledDecisions, tree, base)).findings.map(({ path, line, message }) => [
    path,
    line,
    message,
  ]);

describe('VM-IV-04', () => {
  it('finds the line of an accepted decision that is another now, and says what to do', async () => {
    const { findings } = await checkRule(
      settledDecisions,
      { [PATH]: decisionText({ outcome: 'Y.' }) },
      before,
    );
    expect(findings).toMatchObject([
      {
        rule: 'VM-IV-04',
        level: 'warn',
        path: PATH,
        line: 14,
        column: 1,
        endColumn: 3,
        message: `${PATH} was accepted, and its text is another now.`,
        remedy: 'Put it back, and write a new decision that amends or supersedes it.',
      },
    ]);
  });

  it.each(['accepted', 'rejected', 'withdrawn', 'deprecated', 'superseded'])(
    'finds that a decision that was %s is gone',
    async (status) => {
      expect(await messages({}, { [PATH]: decisionText({ status }) })).toEqual([
        [PATH, undefined, `${PATH} was ${status} and is gone.`],
      ]);
    },
  );

  it.each(['draft', 'proposed'])('lets a %s be edited and removed', async (status) => {
    const open = { [PATH]: decisionText({ status }) };
    expect(await messages({ [PATH]: decisionText({ status, outcome: 'Y.' }) }, open)).toEqual([]);
    expect(await messages({}, open)).toEqual([]);
  });

  it('finds another title, which the text may not show', async () => {
    const renamed = { [PATH]: decisionText({ more: 'title: Use Y\n' }) };
    expect(await messages(renamed)).toEqual([[PATH, 4, `${PATH} was accepted, and "title" is another now.`]]);
  });

  it('lets be added what came later: a status, tags, relations, other line ends', async () => {
    const later = decisionText({ status: 'deprecated', more: 'tags: [a]\naffects: [src/**]\n' });
    expect(await messages({ [PATH]: later })).toEqual([]);
    expect(await messages({ [PATH]: decisionText().replaceAll('\n', '\r\n') })).toEqual([]);
  });

  it('lets a decision be moved to another name and to another folder', async () => {
    expect(await messages({ 'docs/adr/0002-use-x.md': decisionText() })).toEqual([]);
    expect(await messages({ 'docs/adr/0001-x.md': decisionText({ outcome: 'Y.' }) })).toEqual([
      ['docs/adr/0001-x.md', 14, 'docs/adr/0001-x.md was accepted, and its text is another now.'],
    ]);
    expect(await messages({ 'docs/decisions/0001.md': decisionText() })).toEqual([]);
  });

  it('sees a move also where the two trees name the same bytes differently', async () => {
    const inFolder = renamed(memoryTree({ 'docs/decisions/0001.md': decisionText() }));
    const { findings } = await checkRule(settledDecisions, inFolder, before);
    expect(findings).toEqual([]);
  });

  it('looks at Markdown files of the configured folder alone, and not at its template or README', async () => {
    const others = {
      'docs/adr/README.md': decisionText(),
      'docs/adr/template.md': decisionText(),
      'docs/adr/.drafts/a.md': decisionText(),
      'docs/adr/node_modules/a.md': decisionText(),
      'docs/adr-old/a.md': decisionText(),
      'docs/adr/a.txt': decisionText(),
    };
    expect(await messages({}, others)).toEqual([]);
    const elsewhere = { 'decisions/deep/a.md': decisionText() };
    for (const decisions of ['decisions', './decisions/', '/decisions', '.', './', '/']) {
      const { findings } = await checkRule(settledDecisions, {}, elsewhere, [], { decisions });
      expect(findings.map(({ path }) => path)).toEqual(['decisions/deep/a.md']);
    }
    const outside = await checkRule(settledDecisions, {}, elsewhere, [], { decisions: '../decisions' });
    expect(outside.findings).toEqual([]);
    const hidden = { '.adr/a.md': decisionText() };
    const inHidden = await checkRule(settledDecisions, {}, hidden, [], { decisions: '.adr' });
    expect(inHidden.findings).toHaveLength(1);
  });

  it.each([
    ['executable', 1],
    ['symlink', 0],
    ['submodule', 0],
  ] as const)('takes a file that is %j for %d decisions', async (kind, decisions) => {
    const tree = memoryTree(before);
    const base = { ...tree, files: tree.files.map((file) => ({ ...file, kind })) };
    expect((await checkRule(settledDecisions, {}, base)).findings).toHaveLength(decisions);
  });

  it('cannot tell of a decision that is too large, cannot be had, or was changed and is no UTF-8', async () => {
    const large = { [PATH]: `${decisionText()}${'x'.repeat(600 * 1024)}` };
    const latin1 = (word: string) => ({ [PATH]: Buffer.from(decisionText({ outcome: word }), 'latin1') });
    const lost = { ...memoryTree(before), read: () => Promise.resolve([undefined]) };
    for (const [tree, base] of [
      [large, before],
      [before, large],
      [large, large],
      [latin1('café'), latin1('cafè')],
      [lost, before],
      [before, lost],
    ] as const) {
      const { findings, report } = await checkRule(settledDecisions, tree, base);
      expect(findings.map(({ path, cannotTell }) => [path, cannotTell])).toEqual([[PATH, true]]);
      expect(report?.outcome).toBe('cannot-tell');
    }
    expect(await messages(latin1('café'), latin1('café'))).toEqual([]);
    const utf8 = { [PATH]: decisionText({ outcome: 'café' }) };
    for (const [tree, base] of [
      [utf8, latin1('café')],
      [latin1('café'), utf8],
    ] as const) {
      const { findings } = await checkRule(settledDecisions, tree, base);
      expect(findings.map(({ cannotTell }) => cannotTell)).toContain(true);
    }
  });

  it('has nothing to look at without a change', async () => {
    const { report } = await checkRule(settledDecisions, before);
    expect(report).toMatchObject({ outcome: 'not-applicable', why: 'no change is looked at' });
  });

  it('takes an empty file, and a line of a megabyte, for no decision that was accepted', async () => {
    expect(await messages({ [PATH]: '' }, { [PATH]: '' })).toEqual([]);
    expect(await messages({ [PATH]: 'x' }, { [PATH]: '-'.repeat(500 * 1024) })).toEqual([]);
  });
});

/** The same tree, whose ids say nothing to another. */
function renamed(tree: ReturnType<typeof memoryTree>): ReturnType<typeof memoryTree> {
  return {
    ...tree,
    files: tree.files.map((file) => ({ ...file, id: `/${file.path}` })),
    read: (files) =>
      tree.read(files.map(({ path }) => tree.files.find((file) => file.path === path) ?? fail(path))),
  };
}

function fail(path: string): never {
  throw new Error(path);
}
