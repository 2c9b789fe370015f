import { describe, expect, it } from '@jest/globals';

import { memoryTree, type Tree, type TreeFile } from '../../../../../../core/remembrancer/covenant/index.ts';
import { guardedPaths } from '../../../../../../core/remembrancer/covenant/rules/proof-chain/guarded-paths.ts';
import { newDecision } from '../../../../../../core/remembrancer/decisions/index.ts';
import { checkRule, type Contents } from './check-rule.ts';
import { decisionText } from './decision-texts.ts';

const ADR = 'docs/adr/0007-use-x.md';
const KEPT = { [ADR]: decisionText() };

/** What is found when one file is changed in a repository that has a decision. */
const changed = async (
  path: string,
  { texts = [], adr = KEPT, was = KEPT, guarded = [] }: Options = {},
): Promise<readonly string[]> => {
  const { findings } = await checkRule(
    guardedPaths,
    { ...adr, [path]: 'b' },
    { ...was, [path]: 'a' },
    texts,
    { guarded },
  );
  return findings.map(({ message }) => message);
};

interface Options {
  readonly texts?: readonly string[];
  readonly adr?: Contents;
  readonly was?: Contents;
  readonly guarded?: readonly string[];
}

const SCHEMA = 'api/order.schema.json';
const UNNAMED = `${SCHEMA}, a JSON Schema, was changed, and no decision is named for it.`;

describe('VM-IV-03', () => {
  it('finds a guarded file that was changed, and says how a decision is named', async () => {
    const { findings } = await checkRule(
      guardedPaths,
      { ...KEPT, [SCHEMA]: '{ }' },
      { ...KEPT, [SCHEMA]: '{}' },
    );
    expect(findings).toMatchObject([
      {
        rule: 'VM-IV-03',
        level: 'warn',
        path: SCHEMA,
        message: UNNAMED,
        remedy:
          'Write a decision with `vaultmesh adr new "TITLE"`, or name the one for it, such as ADR-0007, in the pull request.',
      },
    ]);
  });

  it.each([
    ['api/order.schema.json', 'a JSON Schema'],
    ['openapi.yml', 'a description of an API'],
    ['docs/openapi.yaml', 'a description of an API'],
    ['swagger.json', 'a description of an API'],
    ['asyncapi.yaml', 'a description of an API'],
    ['proto/shop.proto', 'a description of messages'],
    ['events/order.avsc', 'a description of messages'],
    ['schema.graphql', 'a GraphQL schema'],
    ['schema.gql', 'a GraphQL schema'],
    ['src/shop.graphqls', 'a GraphQL schema'],
    ['src/shop.graphql.schema', 'a GraphQL schema'],
    ['etc/shop.api.md', 'a report of a public API'],
    ['api/shop.api.json', 'a report of a public API'],
    ['src/PublicAPI.Shipped.txt', 'a report of a public API'],
  ])('guards %s as %s', async (path, what) => {
    expect(await changed(path)).toEqual([`${path}, ${what}, was changed, and no decision is named for it.`]);
  });

  it.each([
    'test/order.schema.json',
    'tests/order.schema.json',
    'src/__tests__/a.proto',
    'testdata/a.proto',
    'fixtures/a.proto',
    'src/__fixtures__/a.proto',
    'examples/openapi.yaml',
    'web/node_modules/x/a.proto',
    'vendor/github.com/x/a.proto',
    'third_party/x/a.proto',
    'src/order.ts',
    'queries/orders.graphql',
    'order.schema.json.ts',
    'my-openapi.yaml',
    'openapi.yaml.ts',
    'a.proto.ts',
    'shop.graphqls.ts',
    'my-schema.graphql',
    'schema.graphql.ts',
    'shop.api.md.ts',
    'NoPublicAPI.Shipped.txt',
    'PublicAPI.Shipped.txt.ts',
    'deploy/base/deployment.yaml',
    'docs/adr/0009.schema.json.md',
  ])('does not guard %s', async (path) => {
    expect(await changed(path)).toEqual([]);
  });

  it('guards what the configuration names, also where there is no decision', async () => {
    const guarded = ['deploy/base/**', 'docs'];
    const one = { guarded, adr: {}, was: {} };
    expect(await changed('deploy/base/deployment.yaml', one)).toEqual([
      'deploy/base/deployment.yaml, which is guarded, was changed, and no decision is named for it.',
    ]);
    expect(await changed('deploy/overlays/a.yaml', one)).toEqual([]);
    expect(await changed(SCHEMA, one)).toEqual([]);
    // Not the decisions themselves.
    const tagged = { [ADR]: decisionText({ more: 'tags: [api]\n' }) };
    expect((await checkRule(guardedPaths, tagged, KEPT, [], { guarded })).findings).toEqual([]);
  });

  it('finds what was added, removed and moved, each once', async () => {
    const look = async (tree: Contents, before: Contents) =>
      (await checkRule(guardedPaths, { ...KEPT, ...tree }, { ...KEPT, ...before })).findings.map(
        ({ message }) => message.split(', and')[0],
      );
    expect(await look({ 'a.proto': 'a' }, {})).toEqual(['a.proto, a description of messages, was added']);
    expect(await look({}, { 'a.proto': 'a' })).toEqual(['a.proto, a description of messages, was removed']);
    const moved = ['a.proto, a description of messages, was moved to b.proto'];
    expect(await look({ 'b.proto': 'a' }, { 'a.proto': 'a' })).toEqual(moved);
    expect(await look({ 'b.txt': 'a' }, { 'a.proto': 'a' })).toEqual([
      'a.proto, a description of messages, was moved to b.txt',
    ]);
    // The same bytes were there before: nothing was moved.
    expect(await look({ 'b.proto': 'a' }, { 'a.proto': 'a', 'b.proto': 'a' })).toEqual([
      'a.proto, a description of messages, was removed',
    ]);
    expect(await look({ 'a.proto': 'a' }, { 'a.proto': 'a' })).toEqual([]);
    expect(await look({ '0.txt': 'b' }, { 'a.proto': 'a' })).toEqual([
      'a.proto, a description of messages, was removed',
    ]);
    // Of empty files, nobody can say which one became which.
    expect(await look({ 'b.txt': '' }, { 'a.proto': '' })).toEqual([
      'a.proto, a description of messages, was removed',
    ]);
    expect(await look({ 'a.proto': 'b', 'b.proto': 'a' }, { 'a.proto': 'a' })).toEqual([
      'a.proto, a description of messages, was changed',
      'b.proto, a description of messages, was added',
    ]);
  });

  it('guards where a decision was, is, or is too large to be read, and says so only where one is asked for', async () => {
    const large = { 'docs/adr/0001-a.md': 'x'.repeat(600 * 1024) };
    const [was, is] = [{ [SCHEMA]: '{}' }, { [SCHEMA]: '{ }' }];
    const look = async (tree: Contents, before: Contents) =>
      (await checkRule(guardedPaths, tree, before)).findings.map(({ message }) => message);
    expect(await look(is, { ...was, ...KEPT })).toEqual([UNNAMED]);
    const unread = 'The decision docs/adr/0001-a.md cannot be read, or it is, or was, larger than 512 KiB.';
    expect((await look({ ...is, ...KEPT, ...large }, { ...was, ...KEPT, ...large })).toSorted()).toEqual([
      unread,
      UNNAMED,
    ]);
    expect(await look({ ...was, ...KEPT, ...large }, { ...was, ...KEPT, ...large })).toEqual([]);
  });

  it('compares bytes where the two trees name them differently', async () => {
    const contents: Contents = { ...KEPT, [SCHEMA]: '{}' };
    const tree = memoryTree(contents);
    const folder: Tree = {
      ...tree,
      files: tree.files.map((file) => ({ ...file, id: `/${file.path}`, kind: 'executable' })),
      read: (files) => Promise.resolve(files.map(({ path }) => Buffer.from(contents[path] ?? ''))),
    };
    expect((await checkRule(guardedPaths, folder, contents)).findings).toEqual([]);
    const { findings } = await checkRule(guardedPaths, folder, { ...KEPT, [SCHEMA]: '[]' });
    expect(findings.map(({ path }) => path)).toEqual([SCHEMA]);
  });

  it('finds a guarded file that became a link, or a submodule of another commit', async () => {
    const like = (kind: TreeFile['kind'], id: string): Tree => {
      const tree = memoryTree(KEPT);
      const file: TreeFile = { path: 'a.proto', kind, size: 0, id };
      return strict({ ...tree, files: [file, ...tree.files] });
    };
    const look = async (tree: Tree, before: Tree) =>
      (await checkRule(guardedPaths, tree, before)).findings.map(({ path }) => path);
    expect(await look(like('symlink', 'a'), like('file', 'a'))).toEqual(['a.proto']);
    expect(await look(like('submodule', 'b'), like('submodule', 'a'))).toEqual(['a.proto']);
    expect(await look(like('submodule', 'a'), like('submodule', 'a'))).toEqual([]);
    // A link to `a` is no file with the content `a`, and none that was moved.
    const link = (path: string): Tree => {
      const tree = strict(memoryTree({ ...KEPT, [path]: 'a' }));
      return {
        ...tree,
        files: tree.files.map((file) => (file.path === path ? { ...file, kind: 'symlink' } : file)),
      };
    };
    const file = memoryTree({ ...KEPT, 'a.proto': 'a' });
    expect(await look(link('a.proto'), file)).toEqual(['a.proto']);
    const { findings } = await checkRule(guardedPaths, link('b.txt'), file);
    expect(findings.map(({ message }) => message)).toEqual([
      'a.proto, a description of messages, was removed, and no decision is named for it.',
    ]);
  });

  it('finds a guarded file whose bytes cannot be had, now or before', async () => {
    const whole = memoryTree({ ...KEPT, [SCHEMA]: '{}', 'b.txt': 'bb' });
    const lost: Tree = {
      ...whole,
      files: whole.files.map((file) => ({ ...file, id: `/${file.path}` })),
      read: async (files) => {
        const adr = await whole.read(whole.files.filter(({ path }) => path === ADR));
        return files.map(({ path }) => (path === ADR ? adr[0] : undefined));
      },
    };
    const look = async (tree: Tree, before: Tree) =>
      (await checkRule(guardedPaths, tree, before)).findings.flatMap(({ path, cannotTell }) =>
        cannotTell ? [] : [path],
      );
    expect(await look(lost, whole)).toEqual([SCHEMA]);
    expect(await look(whole, lost)).toEqual([SCHEMA]);
    const gone = memoryTree({ ...KEPT, 'a.proto': 'aa' });
    expect(await look(lost, gone)).toEqual([SCHEMA, 'a.proto'].toSorted());
  });

  it.each([
    ['ADR-0007'],
    ['See adr 7.'],
    ['ADR#7'],
    ['ADR7'],
    ['ADR #0007'],
    ['as 0007-use-x says'],
    ['(0007-use-x.md)'],
    ['https://github.com/acme/shop/blob/main/docs/adr/0007-use-x.md#why'],
    [`\`${ADR}\`, at last`],
    ['as in 0007-use-x.'],
  ])('takes the decision that is named by %j', async (text) => {
    expect(await changed(SCHEMA, { texts: ['fix: x', text] })).toEqual([]);
  });

  it('takes the one without a number that is named by its file, or by its slug when that has a hyphen', async () => {
    const adr = {
      'docs/adr/caching.md': decisionText(),
      'docs/adr/page.mdx.md': decisionText(),
      'docs/adr/use-cache.md': decisionText({ more: 'affects: [src]\n' }),
    };
    const look = (...texts: readonly string[]) => changed(SCHEMA, { adr, was: adr, texts });
    expect(await look('fix: caching of orders')).toEqual([UNNAMED]);
    expect(await look('see caching.md')).toEqual([]);
    expect(await look('fix: the words of page.mdx')).toEqual([UNNAMED]);
    expect(await look('see use-cache')).toEqual([
      `${SCHEMA}, a JSON Schema, was changed, and the "affects" of use-cache does not cover it.`,
    ]);
  });

  it('takes the one that is named by its id', async () => {
    const adr = { [ADR]: decisionText({ more: 'id: 01JD0000000000000000000001\n' }) };
    expect(await changed(SCHEMA, { adr, was: adr, texts: ['01jd0000000000000000000001'] })).toEqual([]);
  });

  it.each([['ADR-0008'], ['7'], ['0007'], ['issue #7'], ['ADR-00071'], ['use x'], ['MYADR-7'], ['']])(
    'knows no decision by %j',
    async (text) => {
      expect(await changed(SCHEMA, { texts: [text] })).toEqual([UNNAMED]);
    },
  );

  it('takes the decision that is added or changed with it', async () => {
    const added = { ...KEPT, 'docs/adr/0008-y.md': decisionText({ status: 'proposed' }) };
    expect(await changed(SCHEMA, { adr: added })).toEqual([]);
    const was = { [ADR]: decisionText({ status: 'proposed' }) };
    expect(await changed(SCHEMA, { was })).toEqual([]);
    for (const status of ['draft', 'proposed']) {
      const open = { [ADR]: decisionText({ status }) };
      const reworded = { [ADR]: decisionText({ status, outcome: 'X, at last.' }) };
      expect(await changed(SCHEMA, { was: open, adr: reworded })).toEqual([]);
    }
    const words = (outcome: string) => ({ [ADR]: decisionText({ status: 'proposed', outcome }) });
    expect(await changed(SCHEMA, { was: words('It can not.'), adr: words('It cannot.') })).toEqual([]);
    const wider = { [ADR]: decisionText({ more: 'affects: [api]\n' }) };
    expect(await changed(SCHEMA, { adr: wider })).toEqual([]);
  });

  it('takes a draft that has nothing but hints in it: what it says is for who reviews it', async () => {
    const { text } = newDecision({ title: 'Orders have a customer' });
    expect(await changed(SCHEMA, { adr: { ...KEPT, 'docs/adr/orders-have-a-customer.md': text } })).toEqual(
      [],
    );
  });

  it.each<[string, string, Contents]>([
    ['is laid out anew', 'accepted', { [ADR]: decisionText().replaceAll('\n\n', '\n\n\n') }],
    ['ends its lines in another way', 'accepted', { [ADR]: decisionText().replaceAll('\n', '\r\n') }],
    ['gets a tag', 'accepted', { [ADR]: decisionText({ more: 'tags: [api]\n' }) }],
    [
      'is a proposal that ends in another way',
      'proposed',
      { [ADR]: decisionText({ status: 'proposed' }).trimEnd() },
    ],
    ['is moved', 'accepted', { 'docs/adr/old/0007-use-x.md': decisionText() }],
    [
      'is a proposal that is laid out anew',
      'proposed',
      { [ADR]: decisionText({ status: 'proposed' }).replaceAll('\n\n', '\n\n\n') },
    ],
  ])('does not take an old decision that %s', async (_what, status, adr) => {
    expect(await changed(SCHEMA, { adr, was: { [ADR]: decisionText({ status }) } })).toEqual([UNNAMED]);
  });

  it('does not take an old decision that has the "affects" that it had', async () => {
    const affects = 'affects: [api, docs]\n';
    const was = { [ADR]: decisionText({ more: affects }) };
    const adr = { [ADR]: decisionText({ more: `${affects}tags: [api]\n` }) };
    expect(await changed(SCHEMA, { was, adr })).toEqual([UNNAMED]);
  });

  it.each(['rejected', 'withdrawn', 'deprecated', 'superseded'])(
    'says that the decision that is named is %s',
    async (status) => {
      const adr = { [ADR]: decisionText({ status }) };
      expect(await changed(SCHEMA, { adr, was: adr, texts: ['ADR-0007'] })).toEqual([
        `${SCHEMA}, a JSON Schema, was changed, and ADR-0007, which is named, is ${status}.`,
      ]);
    },
  );

  it('says that the decision that is named is about other paths', async () => {
    const affecting = (glob: string) => {
      const adr = { [ADR]: decisionText({ more: `affects: [${glob}]\n` }) };
      return changed(SCHEMA, { adr, was: adr, texts: ['ADR-0007'] });
    };
    expect(await affecting('api/**')).toEqual([]);
    expect(await affecting('src/**, api/**')).toEqual([]);
    expect(await affecting('src/**')).toEqual([
      `${SCHEMA}, a JSON Schema, was changed, and the "affects" of ADR-0007 does not cover it.`,
    ]);
  });

  it('asks to widen the decision that holds, of several that are named', async () => {
    const adr = {
      'docs/adr/0006-y.md': decisionText({ status: 'rejected' }),
      [ADR]: decisionText({ more: 'affects: [src/**]\n' }),
    };
    const { findings } = await checkRule(
      guardedPaths,
      { ...adr, [SCHEMA]: '{ }' },
      { ...adr, [SCHEMA]: '{}' },
      ['ADR-6, ADR-7'],
    );
    expect(findings).toMatchObject([
      {
        message: `${SCHEMA}, a JSON Schema, was changed, and the "affects" of ADR-0007 does not cover it.`,
        remedy: 'Name the decision for it in the pull request, or add the path to "affects" of ADR-0007.',
      },
    ]);
  });

  it('finds the dependency that goes to another major version, where it stands', async () => {
    const manifest = (version: string) =>
      `{\n  "name": "größe",\n  "dependencies": {\n    "express": "${version}"\n  }\n}\n`;
    const look = (path: string, texts: readonly string[] = [], to = '^5.0.0') =>
      checkRule(
        guardedPaths,
        { ...KEPT, [path]: manifest(to) },
        { ...KEPT, [path]: manifest('^4.21.0') },
        texts,
      );
    const { findings } = await look('package.json');
    expect(findings).toMatchObject([
      {
        path: 'package.json',
        line: 4,
        column: 5,
        endLine: 4,
        endColumn: 24,
        message: 'package.json goes from express 4 to 5, and no decision is named for it.',
      },
    ]);
    expect((await look('package.json', ['ADR-7'])).findings).toEqual([]);
    expect((await look('package.json', [], '^4.22.0')).findings).toEqual([]);
    expect((await look('test/fixtures/package.json')).findings).toEqual([]);
    const added = await checkRule(guardedPaths, { ...KEPT, 'package.json': manifest('1') }, KEPT);
    expect(added.findings).toEqual([]);
    const guarded = await checkRule(
      guardedPaths,
      { ...KEPT, 'package.json': manifest('2') },
      { ...KEPT, 'package.json': manifest('1') },
      [],
      { guarded: ['package.json'] },
    );
    expect(guarded.findings).toHaveLength(1);
  });

  it('cannot tell of a manifest that is too large or cannot be read', async () => {
    const outcome = async (text: string) =>
      (await checkRule(guardedPaths, { ...KEPT, 'package.json': text }, { ...KEPT, 'package.json': '{}' }))
        .report?.outcome;
    expect(await outcome('{')).toBe('cannot-tell');
    expect(await outcome('{}'.padEnd(1024 * 1024 + 1))).toBe('cannot-tell');
    expect(await outcome('{}'.padEnd(1024 * 1024))).toBe('held');
  });

  it('has nothing to look at without a change, and asks nobody for a decision who keeps none', async () => {
    expect((await checkRule(guardedPaths, KEPT)).report?.why).toBe('no change is looked at');
    const none = await checkRule(guardedPaths, { [SCHEMA]: '{ }' }, { [SCHEMA]: '{}' });
    expect(none.report?.why).toBe('there is no decision in docs/adr, and no path is guarded');
  });

  it('reads a megabyte of text that the author wrote in a moment', async () => {
    const texts = ['-'.repeat(1 << 20), 'ADR-'.repeat(1 << 18), '0'.repeat(1 << 20), '[('.repeat(1 << 19)];
    const start = performance.now();
    expect(await changed(SCHEMA, { texts })).toEqual([UNNAMED]);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});

/** The same tree, which fails where a submodule or what it does not have is read. */
const strict = (tree: Tree): Tree => ({
  ...tree,
  read: (files) =>
    files.every(({ path, kind }) => kind !== 'submodule' && tree.files.some((file) => file.path === path))
      ? tree.read(files)
      : Promise.reject(new Error('no such file')),
});
