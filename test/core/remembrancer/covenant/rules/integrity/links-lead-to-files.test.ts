import { describe, expect, it } from '@jest/globals';

import { linksLeadToFiles } from '../../../../../../core/remembrancer/covenant/rules/integrity/links-lead-to-files.ts';
import { memoryTree } from '../../../../../../core/remembrancer/covenant/tree/memory-tree.ts';
import type { Tree } from '../../../../../../core/remembrancer/covenant/tree/tree.ts';
import { checkRule, type Contents } from '../proof-chain/check-rule.ts';
import { processorTime } from './processor-time.ts';

const OTHERS: Contents = {
  'docs/usage.md': '# Usage\n\n## All options\n\n## All options\n\n<a id="old-name"></a>\n',
  'docs/with space.md': '# Other\n',
  'docs/logo.png': '\0',
  'src/main.ts': '',
};

const messages = async (text: string, more: Contents = {}, path = 'README.md'): Promise<string[]> => {
  const { findings } = await checkRule(linksLeadToFiles, { ...OTHERS, ...more, [path]: text });
  return findings.map(({ message }) => message);
};

describe('a link that leads somewhere is no finding', () => {
  it.each([
    ['to a file', '[a](docs/usage.md)'],
    ['with a title', '[a](docs/usage.md "how")'],
    ['in angle brackets', '[a](<docs/with space.md>)'],
    ['with a percent', '[a](docs/with%20space.md)'],
    ['from the root', '[a](/docs/usage.md)'],
    ['through a folder and back', '[a](src/../docs/usage.md)'],
    ['to a folder', '[a](docs/) [b](docs) [c](./)'],
    ['to a picture', '![a](docs/logo.png?raw=true)'],
    ['to a picture in a link', '[![a](docs/logo.png)](docs/usage.md)'],
    ['in HTML', '<p><img src="docs/logo.png"><a href=\'docs/usage.md\'>a</a></p>'],
    ['by reference', '[a][b]\n\n[b]: docs/usage.md'],
    [
      'to a server',
      '[a](https://example.org/x.md) [b](//example.org/x) <https://example.org/y.md> [c](mailto:a@b.c)',
    ],
    [
      'to pages of GitHub',
      '[a](../../issues) [b](../../actions/workflows/ci.yml) [c](../../wiki) [d](../..)',
    ],
    [
      'of a template',
      '[a]({{ site }}/x.md) [b](${x}.md) [c](%7B%7Bx%7D%7D.md)'.replace('%7B%7Bx%7D%7D', '{x}'),
    ],
    ['to a heading', '[a](docs/usage.md#all-options) [b](docs/usage.md#all-options-1)'],
    ['to a heading in other case', '[a](docs/usage.md#All-Options)'],
    ['to a name in HTML', '[a](docs/usage.md#old-name)'],
    ['to lines of code', '[a](src/main.ts#L3) [b](docs/usage.md#L3)'],
    ['to the top', '[a](#) [b](#top) [c](#readme) [d](?tab=readme-ov-file#readme)'],
    ['to its own heading', '# A `b` & **c** _d_ [e](docs/usage.md) f_g\n\n[a](#a-b--c-d-e-f_g)'],
    [
      'to a heading in HTML behind a capital that is longer in lower case',
      '<b>İİİİ</b>\n<H2>Get it</H2>\n\n[a](#get-it)',
    ],
    ['to a heading in HTML', '<h2 align="center">Get <b>it</b></h2>\n\n[a](#get-it)'],
    ['to a heading of other letters', '# Über 中文 1.2!\n\n[a](#über-中文-12) [b](#%C3%BCber-中文-12)'],
    ['to a footnote', 'a[^1] [b](#fn-1)\n\n[^1]: see'],
  ])('%s', async (_, text) => {
    expect(await messages(text)).toEqual([]);
  });

  it.each([
    ['code in a line', '`[a](gone.md)`'],
    ['a block of code', '```\n[a](gone.md)\n```'],
    ['code by indentation', 'a\n\n    [a](gone.md)\n'],
    ['a comment', '<!-- [a](gone.md) <a href="gone.md"> -->'],
    ['a comment in a line', 'a <!-- <a href="gone.md"> --> b'],
    ['an escaped bracket', '\\[a](gone.md)'],
    ['front matter', '---\nimage: "[a](gone.md)"\n---\n'],
    ['a footnote', 'a[^1]\n\n[^1]: gone.md'],
  ])('nor is what is no link: %s', async (_, text) => {
    expect(await messages(text)).toEqual([]);
  });

  it('to what somebody gave, in the list of contributors', async () => {
    const list =
      '<!-- ALL-CONTRIBUTORS-LIST:START -->\n[🎨](#design-a "Design")\n<!-- ALL-CONTRIBUTORS-LIST:END -->\n';
    expect(await messages(`${list}\n[a](#design-a)`)).toHaveLength(1);
    expect(await messages(list)).toEqual([]);
  });

  it('below a submodule or a symbolic link, which are not looked into', async () => {
    const tree = memoryTree({ 'README.md': '[a](lib/x.md) [b](link/x.md)' });
    const others = [
      { path: 'lib', kind: 'submodule', size: 0, id: 'lib' },
      { path: 'link', kind: 'symlink', size: 3, id: 'link' },
    ] as const;
    const both: Tree = { ...tree, files: [...tree.files, ...others] };
    expect((await checkRule(linksLeadToFiles, both)).findings).toEqual([]);
  });
});

describe('a link that leads nowhere', () => {
  it.each([
    ['to a file', '[a](docs/gone.md)'],
    ['from the root', '[a](/docs/gone.md)'],
    ['to a picture', '![a](docs/gone.md)'],
    ['to a picture in a link', '[![a](docs/gone.md)](docs/usage.md)'],
    ['in HTML', '<p>\n<img src="docs/gone.md">\n</p>'],
    ['in HTML in a line', 'a <a href="docs/gone.md">b</a>'],
    ['by reference', '[a][b]\n\n[b]: docs/gone.md'],
    ['by an unused reference', '[b]: docs/gone.md "title"'],
    ['in a heading', '# A [b](docs/gone.md)'],
    ['in a list', '- a\n  - [b](docs/gone.md)'],
    ['in a quotation', '> [b](docs/gone.md)'],
    ['in a table', '| a |\n| - |\n| [b](docs/gone.md) |'],
  ])('is found: %s', async (_, text) => {
    expect((await messages(text)).map((each) => each.replace('/docs', 'docs'))).toEqual([
      'The link to docs/gone.md leads to docs/gone.md, which is not there',
    ]);
  });

  it('is found with its place, in columns of UTF-16, with CRLF and no last newline', async () => {
    const { findings } = await checkRule(linksLeadToFiles, {
      'docs/a.md': 'x\r\n\r\n😀 [ü](gone.md)',
    });
    expect(findings).toMatchObject([{ line: 3, column: 8, endLine: 3, endColumn: 15, path: 'docs/a.md' }]);
  });

  it('is found once in a document, at its first place', async () => {
    const { findings } = await checkRule(linksLeadToFiles, { 'a.md': '[a](b.md)\n\n[c](b.md)\n' });
    expect(findings.map(({ line }) => line)).toEqual([1]);
  });

  it('is found where only the case differs, and the fix writes every place', async () => {
    const text = '[a](Docs/Usage.md#all-options)\n\n[b](Docs/Usage.md#all-options)\n\n[c](./src/Main.ts)\n';
    const { findings } = await checkRule(linksLeadToFiles, { ...OTHERS, 'README.md': text });
    expect(findings.map(({ fix }) => fix?.edits.map((edit) => edit.text))).toEqual([
      ['docs/usage.md#all-options', 'docs/usage.md#all-options'],
      ['./src/main.ts'],
    ]);
    expect(findings[0]?.fix?.edits.map(({ start, end }) => text.slice(start, end))).toEqual([
      'Docs/Usage.md#all-options',
      'Docs/Usage.md#all-options',
    ]);
  });

  it('has no fix where two files differ in case', async () => {
    const { findings } = await checkRule(linksLeadToFiles, {
      'a.md': '[a](X.md)',
      'x.md': '',
      'sub/y.md': '',
      'x.MD': '',
    });
    expect(findings.map(({ fix }) => fix)).toEqual([undefined]);
  });

  it.each([
    ['one level', '[a](../x.md)'],
    ['two levels, to no page of GitHub', '[a](../../x.md)'],
    ['three levels', '[a](../../../other)'],
    ['two levels, with a percent', '[a](%2e%2e/%2e%2e/etc/passwd)'],
  ])('out of the repository is found: %s', async (_, text) => {
    expect(await messages(text)).toEqual([expect.stringMatching(/leads out of the repository$/)]);
  });

  it('to a file as if it were a folder is found', async () => {
    expect(await messages('[a](docs/usage.md/)')).toEqual([
      'The link to docs/usage.md/ leads to a folder docs/usage.md, which is a file',
    ]);
  });

  it.each([
    ['of another document', '[a](docs/usage.md#gone)', 'docs/usage.md'],
    ['a third time', '[a](docs/usage.md#all-options-2)', 'docs/usage.md'],
    ['of its own', '# A\n\n[a](#b)', 'README.md'],
    ['that stands in code', '```\n# B\n```\n\n[a](#b)', 'README.md'],
  ])('to a heading that is not there is found: %s', async (_, text, path) => {
    expect(await messages(text)).toEqual([
      expect.stringContaining(`names a heading that ${path} does not have`),
    ]);
  });
});

describe('a page of a site', () => {
  const site = { 'mkdocs.yml': '', '.gitignore': '/docs/made/\n*.gen.md\n!kept.gen.md\n' };

  it.each([
    ['a page by its name', '[a](../gone/) [b](/gone) [c](gone)'],
    ['a page as HTML', '[a](usage.html)'],
    ['what the build makes', '[a](made/cli.md) [b](x.gen.md)'],
    ['a heading by its letters', '# Über-uns!\n\n[a](#überuns)'],
    ['a file beside, from the folder of the page', '[a](../logo.png)'],
  ])('is not held to GitHub’s addresses: %s', async (_, text) => {
    expect(await messages(text, site, 'docs/page.md')).toEqual([]);
  });

  it.each([
    ['a file', '[a](gone.md)'],
    ['a picture', '![a](gone.png)'],
    ['a file that is not ignored', '[a](kept.gen.md)'],
    ['a heading', '[a](#gone)'],
  ])('is held to what it names: %s', async (_, text) => {
    expect(await messages(text, site, 'docs/page.md')).toHaveLength(1);
  });

  it('has what is static beside it', async () => {
    const hugo = { 'site/hugo.toml': '', 'site/static/logo.png': '\0' };
    expect(await messages('![a](logo.png)', hugo, 'site/content/page.md')).toEqual([]);
    expect(await messages('![a](../logo.png)', hugo, 'site/content/page.md')).toHaveLength(1);
  });

  it('falls back to English where there is no translation', async () => {
    const english = { ...site, 'docs/en/docs/news.md': '# News\n', 'docs/en-news.md': '' };
    expect(await messages('[a](news.md) [b](../news.md)', english, 'docs/zh-hant/docs/page.md')).toEqual([
      'The link to ../news.md leads to docs/zh-hant/news.md, which is not there',
    ]);
    expect(await messages('[a](news.md)', english, 'docs/chinese/docs/page.md')).toHaveLength(1);
    expect(await messages('[a](zh/docs/news.md)', { 'en/docs/news.md': '' })).toHaveLength(1);
  });

  it('is known by its front matter too', async () => {
    expect(await messages('---\ntitle: A\n---\n\n[a](../gone/)', {}, 'content/page.md')).toEqual([]);
    expect(await messages('---\nname: A\n---\n\n[a](../gone/)', {}, 'content/page.md')).toHaveLength(1);
  });

  it('is no README, which is read on GitHub', async () => {
    expect(await messages('[a](gone)', site)).toHaveLength(1);
  });
});

describe('parts of a document that is put together', () => {
  const parts = (count: number): Contents =>
    Object.fromEntries(
      Array.from({ length: count }, (_, n) => [
        `spec/${n}.md`,
        `# Part ${n} {#part-${n}}\n\n[a](#part-${(n + 1) % count})\n`,
      ]),
    );

  it('name headings of each other', async () => {
    expect(await messages('[a](#part-0) [b](#made) [c](gone.md)', parts(5), 'spec/last.md')).toEqual([
      'The link to gone.md leads to spec/gone.md, which is not there',
    ]);
  });

  it('are told by there being five of them', async () => {
    expect(await messages('', parts(4))).toHaveLength(4);
  });

  it('are in one folder', async () => {
    expect(await messages('[a](#part-0)', parts(5))).toHaveLength(1);
  });
});

describe('documents that are not looked at', () => {
  it.each([
    'vendor/x/README.md',
    'a/node_modules/b/README.md',
    'pkg/testdata/a.md',
    'scripts/tests/links/data/a.md',
    'test/data/a.md',
    '.github/ISSUE_TEMPLATE/bug.md',
  ])('%s', async (path) => {
    expect(await messages('[a](gone.md)', {}, path)).toEqual([]);
  });

  it('are none in a repository without any', async () => {
    const { report } = await checkRule(linksLeadToFiles, { 'a.txt': '[a](gone.md)' });
    expect(report?.outcome).toBe('not-applicable');
  });
});

describe('a document that cannot be read whole', () => {
  it('is told apart from one that is right: too large', async () => {
    const { report } = await checkRule(linksLeadToFiles, { 'a.md': 'a'.repeat(1024 * 1024 + 1) });
    expect(report?.outcome).toBe('cannot-tell');
  });

  it('is told apart: too many open brackets', async () => {
    const { findings } = await checkRule(linksLeadToFiles, {
      'a.md': `a\n\n${'['.repeat(101)} [b](c)\n\n[b](gone.md)`,
    });
    expect(findings.map(({ line, cannotTell }) => [line, cannotTell])).toEqual([
      [3, true],
      [5, undefined],
    ]);
  });

  it('is told apart: its content is not there', async () => {
    const tree = memoryTree({ 'a.md': '' });
    const { report } = await checkRule(linksLeadToFiles, {
      ...tree,
      read: (files) => Promise.resolve(files.map(() => undefined)),
    });
    expect(report?.outcome).toBe('cannot-tell');
  });
});

describe('hostile documents take no longer than others', () => {
  it.each([
    ['100,000 links', '[a](b.md) '.repeat(100_000)],
    ['100,000 references', Array.from({ length: 60_000 }, (_, n) => `[a${n}]: b\n`).join('')],
    ['100,000 uses of references', `${'[a][b] '.repeat(100_000)}\n\n[b]: c.md`],
    [
      'uses of many references',
      Array.from({ length: 20_000 }, (_, n) => `[a${n}]\n\n[a${n}]: b${n}\n\n`).join(''),
    ],
    ['open brackets', '['.repeat(1_000_000)],
    ['open pictures', '!['.repeat(500_000)],
    ['brackets with escapes', '[\\]'.repeat(300_000)],
    ['open links', '[a]('.repeat(250_000)],
    ['open HTML', '<a href="'.repeat(100_000)],
    ['open comments', '<!--'.repeat(200_000)],
    ['open headings in HTML', '<h1>'.repeat(200_000)],
    ['quotations', '>'.repeat(1_000_000)],
    ['lists', '- '.repeat(500_000)],
    ['headings', '# a\n'.repeat(200_000)],
    [
      'headings that are missed',
      `${'# a\n'.repeat(20_000)}${Array.from({ length: 20_000 }, (_, n) => `[a](#b${n})\n`).join('')}`,
    ],
    ['one line', 'x'.repeat(1_000_000)],
    ['definitions that do not close', '[a\n'.repeat(300_000)],
    ['no UTF-8', Buffer.alloc(500_000, 0xff)],
    ['front matter without an end', `---\n${'a\n'.repeat(400_000)}`],
  ])('%s', async (_, content) => {
    expect(
      await processorTime(() => checkRule(linksLeadToFiles, { 'a.md': content, 'docs/x.md': '# b' })),
    ).toBeLessThan(4000);
  });
});
