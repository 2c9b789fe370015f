import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { type BlobGetter, GitHubBlobs } from '../../../app/checks/github-blobs.ts';
import { githubTree, type TreeGetter } from '../../../app/checks/github-tree.ts';
import { treeLedger } from '../../../app/checks/tree-ledger.ts';
import { checkCovenant, parseCovenantConfig, RULES } from '../../../core/remembrancer/covenant/index.ts';

const PLACE = { owner: 'acme', repo: 'app' };
const idOf = (content: Buffer): string =>
  createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex');

/** A GitHub that has `files`, and what was asked of it. */
function github(files: Readonly<Record<string, string | Buffer>>, truncated = false) {
  const contents = Object.entries(files).map(([path, text]) => {
    const content = Buffer.from(text);
    return { path, content, sha: idOf(content) };
  });
  const asked = { queries: [] as string[], blobs: [] as string[] };
  const client: BlobGetter & TreeGetter = {
    graphql: <T>(query: string) => {
      asked.queries.push(query);
      const blobs = [...query.matchAll(/(b\d+): object\(oid: "(\w+)"\)/gu)].map(([, alias = '', oid]) => {
        const content = contents.find(({ sha }) => sha === oid)!.content;
        // As GitHub: none of a binary, and the text of what is no UTF-8 with other characters.
        const isBinary = content.includes(0);
        return [alias, { text: isBinary ? null : content.toString('utf8'), isBinary }];
      });
      return Promise.resolve({ repository: Object.fromEntries(blobs) } as T);
    },
    rest: {
      git: {
        getBlob: ({ file_sha }) => {
          asked.blobs.push(file_sha);
          const { content } = contents.find(({ sha }) => sha === file_sha)!;
          return Promise.resolve({
            data: { content: content.toString('base64').replace(/.{60}/gu, '$&\n') },
          });
        },
        getTree: () =>
          Promise.resolve({
            data: {
              tree: [
                { path: 'src', mode: '040000', type: 'tree', sha: 'f'.repeat(40) },
                ...contents.map(({ path, content, sha }) => ({
                  ...{ path, sha, mode: '100644', type: 'blob', size: content.length },
                })),
                { path: 'vendor/lib', mode: '160000', type: 'commit', sha: 'e'.repeat(40) },
              ],
              truncated,
            },
          }),
      },
    },
  };
  return { client, asked };
}

const treeOf = ({ client }: ReturnType<typeof github>, bounds?: { calls: number; bytes: number }) => {
  const blobs = new GitHubBlobs(client, PLACE, bounds);
  return githubTree(client, PLACE, 'c0ffee', blobs).then((tree) => ({ tree, blobs }));
};

describe('the tree of a commit on GitHub', () => {
  it('has all files in the order of their bytes, and reads many texts by one call', async () => {
    const there = github({ 'src/b.ts': 'two\n', 'src/a.ts': 'one\n', 'src-a': 'three\n' });
    const { tree } = await treeOf(there);
    expect(tree.files.map(({ path, kind }) => [path, kind])).toEqual([
      ['src-a', 'file'],
      ['src/a.ts', 'file'],
      ['src/b.ts', 'file'],
      ['vendor/lib', 'submodule'],
    ]);
    const read = await tree.read(tree.files);
    expect(read.map((bytes) => bytes && Buffer.from(bytes).toString())).toEqual([
      ...['three\n', 'one\n', 'two\n', undefined],
    ]);
    expect([there.asked.queries.length, there.asked.blobs.length]).toEqual([1, 0]);
  });

  it('asks over REST for what is no text, and for what is too long for GraphQL', async () => {
    const files = {
      'a.png': Buffer.from([0x89, 0, 1, 2]),
      'b.txt': Buffer.from('caf\xe9\n', 'latin1'),
      'c.txt': 'x'.repeat(600_000),
    };
    const there = github(files);
    const { tree } = await treeOf(there);
    const read = await tree.read(tree.files.slice(0, 3));
    expect(read.map((bytes) => Buffer.from(bytes!))).toEqual(
      Object.values(files).map((each) => Buffer.from(each)),
    );
    expect(there.asked.blobs).toHaveLength(3);
  });

  it('asks for equal contents once', async () => {
    const there = github({ a: 'same\n', b: 'same\n' });
    const { tree } = await treeOf(there);
    await tree.read(tree.files.slice(0, 2));
    await tree.read(tree.files.slice(0, 2));
    expect(there.asked.queries).toHaveLength(1);
    expect(there.asked.queries[0]!.match(/object\(/gu)).toHaveLength(1);
  });

  it('asks for at most a hundred in one query', async () => {
    const there = github(Object.fromEntries(Array.from({ length: 250 }, (_, n) => [`f${n}`, `${n}\n`])));
    const { tree } = await treeOf(there);
    await tree.read(tree.files);
    expect(there.asked.queries.map((query) => query.match(/object\(/gu)!.length)).toEqual([100, 100, 50]);
  });

  it('has nothing of what the bounds leave out, and says that there was more', async () => {
    const there = github({ a: 'x'.repeat(60), b: 'y'.repeat(60), c: 'z' });
    const { tree, blobs } = await treeOf(there, { calls: 10, bytes: 100 });
    const read = await tree.read(tree.files.slice(0, 3));
    expect(read.map((bytes) => bytes?.length)).toEqual([60, undefined, 1]);
    expect(blobs.isSpent).toBe(true);
    const few = await treeOf(there, { calls: 0, bytes: 1000 });
    expect(await few.tree.read(few.tree.files.slice(0, 1))).toEqual([undefined]);
  });

  it('takes no content that has another id than was asked for', async () => {
    const there = github({ a: 'what git has\n' });
    const { tree } = await treeOf({ ...there, client: { ...there.client, ...lying() } });
    expect(await tree.read(tree.files.slice(0, 1))).toEqual([undefined]);

    function lying() {
      const wrong = Buffer.from('something else\n').toString('base64');
      return {
        graphql: <T>() => Promise.resolve({ repository: { b0: { text: 'something else\n' } } } as T),
        rest: {
          git: { ...there.client.rest.git, getBlob: () => Promise.resolve({ data: { content: wrong } }) },
        },
      };
    }
  });

  it('that GitHub does not list whole is no tree', async () => {
    await expect(treeOf(github({ a: 'x' }, true))).rejects.toMatchObject({ code: 'incomplete' });
  });
});

describe('the covenant of a repository with many images', () => {
  const PEM = 'PRIVATE KEY-----';
  const KEY = `-----BEGIN ${PEM}\nMC4CAQAwBQYDK2VwBCIEIGFiY2RlZmdoaWprbG1ub3BxcnN0dXZ3eHl6MDEyMzQ1\n-----END ${PEM}\n`;
  const image = (text: string): Buffer => Buffer.from(`\x89PNG\r\n\0${text}`, 'latin1');
  const images = (count: number, folder: string): Record<string, Buffer> =>
    Object.fromEntries(
      Array.from({ length: count }, (_, n) => [
        `${folder}/${n}.png`,
        image(`${folder} ${n} ${'x'.repeat(400)}`),
      ]),
    );

  /** What is held of `files` where `before` was there already, and the calls for contents. */
  async function checked(files: Record<string, string | Buffer>, before: Record<string, string | Buffer>) {
    const there = github({ ...before, ...files });
    const blobs = new GitHubBlobs(there.client, PLACE);
    const base = await githubTree(github(before).client, PLACE, 'ba5e', blobs);
    const tree = await githubTree(there.client, PLACE, 'c0ffee', blobs, base);
    const { verdict, findings } = await checkCovenant({
      ...{ tree, change: { base, texts: [] }, ledger: 'none' },
      config: parseCovenantConfig(undefined, new Set(RULES.map(({ id }) => id))),
      clock: () => new Date('2026-11-20T09:30:00Z'),
      pins: { actions: new Map(), images: new Map() },
    });
    const broken = findings.filter(({ rule }) => rule === 'VM-I-05').map(({ path }) => path);
    const { queries, blobs: whole } = there.asked;
    return { verdict, broken, isCut: blobs.isSpent, queries: queries.length, whole: whole.length };
  }

  it('takes a call for each hundred that were there before, and one for each that is new', async () => {
    const before = { 'README.md': '# App\n', ...images(2_000, 'docs') };
    expect(await checked({ 'new.png': image('new') }, before)).toEqual({
      ...{ verdict: 'held', broken: [], isCut: false, queries: 21, whole: 1 },
    });
  });

  it('looks into what is new, and into what is text by whatever name', async () => {
    const before = { 'README.md': '# App\n', 'old.png': image(KEY), 'text.png': KEY };
    const { broken, whole } = await checked({ 'new.png': image(`\n${KEY}`) }, before);
    expect(broken).toEqual(['new.png', 'text.png']);
    expect(whole).toBe(2);
  });

  it('takes 200 calls for 200 new ones, and 600 at most: of what is beyond it cannot be told', async () => {
    expect(await checked(images(200, 'new'), {})).toMatchObject({ verdict: 'held', queries: 0, whole: 200 });
    const { queries, whole, ...rest } = await checked(images(700, 'new'), {});
    expect(rest).toMatchObject({ verdict: 'incomplete', isCut: true });
    expect(queries + whole).toBe(600);
  });
});

it('what GitHub did not give for a while is no verdict: a rule takes it for a failure of its own', async () => {
  const there = github({ checkpoint: 'signed\n', vkey: 'key\n' });
  const trouble = Object.assign(new Error('Bad Gateway'), { status: 502 });
  const client = { ...there.client, graphql: () => Promise.reject(trouble) };
  const blobs = new GitHubBlobs(client, PLACE);
  const tree = await githubTree(client, PLACE, 'c0ffee', blobs);
  const ledger = treeLedger(tree);
  const { findings } = await checkCovenant({
    ...{ tree: { ...tree, files: [] }, change: { base: tree, texts: [] }, ledger },
    config: parseCovenantConfig(undefined, new Set(RULES.map(({ id }) => id))),
    clock: () => new Date('2026-11-20T09:30:00Z'),
    pins: { actions: new Map(), images: new Map() },
  });
  expect(findings).toContainEqual(expect.objectContaining({ rule: 'VM-I-01', cannotTell: true }));
  expect(() => blobs.throwFailure()).toThrow(trouble);
});

describe('a ledger in a tree', () => {
  it('has its plain files, and names what else is there', async () => {
    const { tree } = await treeOf(github({ checkpoint: 'signed\n' }));
    const source = treeLedger(tree);
    expect(await source.list()).toEqual({ files: ['checkpoint'], strange: ['vendor/lib'] });
    const files = await source.read(['checkpoint', 'not-there', 'vendor/lib']);
    expect([...files.keys()]).toEqual(['checkpoint']);
  });

  it('does not take what was not read for what is not there', async () => {
    const { tree } = await treeOf(github({ checkpoint: 'signed\n' }), { calls: 0, bytes: 0 });
    await expect(treeLedger(tree).read(['checkpoint'])).rejects.toMatchObject({ code: 'incomplete' });
  });
});
