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
  'docs/a&b.md': '',
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
    ['between blanks', '<a href=" docs/usage.md ">a</a>'],
    ['to a name with & as HTML has it', '<a href="docs/a&amp;b.md">a</a>'],
    ['with & as HTML has it', '<a href="docs/usage.md?a&amp;b=1&amp;c#all-options">a</a>'],
    ['in HTML behind a comment', '<p><!-- a --><a href="docs/usage.md">a</a></p>'],
    ['to nothing, which is the document', '[a]()'],
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
    ['to two headings in HTML', '<h2>One</h2>\n<h3>\n  Get\n  it\n</h3>\n\n[a](#one) [b](#get-it)'],
    ['to a heading with a heading in it', '<h2>Get <h3>it</h3> now</h2>\n\n[a](#get-it-now)'],
    ['to a heading with a large picture', `<h2>Get <img alt="${'x'.repeat(2000)}">it</h2>\n\n[a](#get-it)`],
    ['to a heading in HTML in a paragraph', 'a <h2>Get it</h2>\n\n[a](#get-it)'],
    ['to a heading with HTML in it', '# Get <b>it</b>\n\n[a](#get-it)'],
    ['to a heading of two lines', 'Get\nit\n===\n\n[a](#get-it)'],
    ['to a heading with a picture', '# ![logo](docs/logo.png) Title\n\n[a](#title)'],
    ['to a heading with an escape', '# Get \\* it\n\n[a](#get--it)'],
    ['to a heading that has attributes', '# Get it {.x}\n\n[a](#get-it)'],
    ['to a name that GitHub begins with its own word', '[a](docs/usage.md#user-content-all-options)'],
    ['to a heading that has this word', '# My user-content-x\n\n[a](#my-user-content-x)'],
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
    ['a comment without an end', '<!-- <a href="gone.md">'],
    ['HTML in a block of code', '```\n<a href="gone.md">a</a>\n```'],
    ['words as HTML has them', 'write href="gone.md" or `<a href="gone.md">`'],
    ['Markdown in HTML', '<div>\n[a](gone.md)\n</div>'],
    ['a row of brackets', '[x'.repeat(150)],
  ])('nor is what is no link: %s', async (_, text) => {
    expect(await messages(text)).toEqual([]);
  });

  it('to what somebody gave, in the list of contributors', async () => {
    const list =
      '<!-- ALL-CONTRIBUTORS-LIST:START -->\n[🎨](#design-a "Design")\n<!-- ALL-CONTRIBUTORS-LIST:END -->\n';
    expect(await messages(`${list}\n[a](#design-a)`)).toHaveLength(1);
    expect(await messages(list)).toEqual([]);
    expect(await messages(`[a](#design-b)\n\n${list}`)).toHaveLength(1);
    expect(await messages('[a](#design-b)\n\n<!-- ALL-CONTRIBUTORS-LIST:END -->\n')).toHaveLength(1);
    expect(await messages(list.replace('#design-a', 'gone.md'))).toHaveLength(1);
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
    ['by reference, at the end of the text', '[a][b] [c](docs/usage.md)\n\n[b]: docs/gone.md'],
    ['by an unused reference', '[b]: docs/gone.md "title"'],
    ['in a heading', '# A [b](docs/gone.md)'],
    ['in a list', '- a\n  - [b](docs/gone.md)'],
    ['in a quotation', '> [b](docs/gone.md)'],
    ['in HTML behind a comment', '<p><!-- a --><a href="docs/gone.md">b</a></p>'],
    ['in HTML, where ` marks no code', '<p>`<a href="docs/gone.md">`</p>'],
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

  it.each([
    ['behind another', '[a](x.md) [b](gone.md)', 'gone.md', 14],
    ['behind one that is longer', '[![a](gone.md2)](gone.md)', 'gone.md', 17],
    ['before a title', '[b](gone.md "a")', 'gone.md', 4],
    ['in the second line', 'a\n[b](gone.md)', 'gone.md', 6],
    ['in a definition', '[b][c]\n\n[c]: gone.md "a"', 'gone.md', 13],
    ['in a definition with brackets', '[b][c]\n\n[c]: <gone.md>', 'gone.md', 14],
    [
      'as the hundredth',
      Array.from({ length: 100 }, (_, n) => `[a](x.md?${n})`).join(' ') + ' [b](gone.md)',
      'gone.md',
      1294,
    ],
  ])('is found where it is written: %s', async (_, text, address, start) => {
    expect(text.slice(start, start + address.length)).toBe(address);
    const { findings } = await checkRule(linksLeadToFiles, { 'a.md': text, 'x.md': '' });
    const [finding] = findings.filter(({ message }) => message.startsWith(`The link to ${address} `));
    const before = text.slice(0, start).split('\n');
    const column = before.at(-1)!.length + 1;
    expect(finding).toMatchObject({ line: before.length, column, endColumn: column + address.length });
  });

  it('is found with what it says, and nothing more', async () => {
    const { findings } = await checkRule(linksLeadToFiles, { 'a.md': '[a](gone.md)' });
    expect(findings).toEqual([
      {
        ...{ rule: 'VM-I-07', title: linksLeadToFiles.title, severity: 'low', level: 'warn' },
        ...{ path: 'a.md', line: 1, column: 5, endLine: 1, endColumn: 12, fingerprint: expect.any(String) },
        message: 'The link to gone.md leads to gone.md, which is not there',
        remedy: 'Correct the address, or remove the link.',
      },
    ]);
  });

  it('is found in its paragraph, or in the document, where it is not written as it is read', async () => {
    const { findings } = await checkRule(linksLeadToFiles, {
      'a.md': 'gone.md\n\ngone.md is\n[a](gone\\.md)\n',
      'b.md': 'a\n\n[b][c]\n\n[c]: gone\\.md\n',
    });
    expect(findings.map(({ path, line, column, endLine }) => [path, line, column, endLine])).toEqual([
      ['a.md', 3, 1, 4],
      ['b.md', 1, 1, 1],
    ]);
  });

  it.each([
    ['a place of it', '[a](Docs/Usage.md) [b](Docs/Usage\\.md)'],
    ['a definition', '[a]\n\n[a]: Docs/Usage\\.md'],
  ])('has no fix where %s is not written as it is read', async (_, text) => {
    const { findings } = await checkRule(linksLeadToFiles, { ...OTHERS, 'README.md': text });
    expect(findings.map(({ fix, remedy }) => [fix, remedy])).toEqual([
      [undefined, 'Write it as the file is called: docs/usage.md.'],
    ]);
  });

  it.each([
    ['from the root', 'docs/deep/a.md', '[a](/Docs/Usage.md)', ['/docs/usage.md']],
    ['from a folder', 'docs/a.md', '[a](Usage.md)', ['usage.md']],
    ['from a folder below', 'docs/deep/a.md', '[a](../Usage.md)', ['../usage.md']],
    ['from two below', 'docs/deep/er/a.md', '[a](../../Usage.md)', ['../../usage.md']],
    ['twice in a paragraph', 'docs/a.md', '[a](Usage.md) [b](Usage.md)', ['usage.md', 'usage.md']],
    ['beside a use of its definition', 'docs/a.md', '[a] [b](a.md)\n\n[a]: Usage.md', ['usage.md']],
    ['in definitions', 'docs/a.md', '[a]\n\n[a]: Usage.md\n[b]: <Usage.md>', ['usage.md', 'usage.md']],
  ])('is written in the right case %s', async (_, path, text, expected) => {
    const { findings } = await checkRule(linksLeadToFiles, { 'docs/usage.md': '', [path]: text });
    const [fix] = findings.map((finding) => finding.fix);
    expect(fix?.edits.map((edit) => edit.text)).toEqual(expected);
    expect(fix?.description).toBe(`write ${expected[0]!}`);
    for (const { start, end, text: right } of fix?.edits ?? []) {
      expect(text.slice(start, end).toLowerCase()).toBe(right);
    }
    expect(new Set(fix?.edits.map(({ start }) => start)).size).toBe(expected.length);
  });

  it('has no fix where the folder that it is written from is called otherwise', async () => {
    const { findings } = await checkRule(linksLeadToFiles, { 'docs/a.md': '[a](x.md)', 'Docs/x.md': '' });
    expect(findings.map(({ fix, remedy }) => [fix, remedy])).toEqual([
      [undefined, 'Correct the address, or remove the link.'],
    ]);
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
    ['one level, to what GitHub has two above', '[a](../issues)'],
    ['three levels, to the same', '[a](../../../issues)'],
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
    ['that is a paragraph', 'B\n\n[a](#b)', 'README.md'],
    ['that is the words of a picture', '# ![b](docs/logo.png) A\n\n[a](#b-a)', 'README.md'],
    ['with ss in the place of ß', '# Straße\n\n[a](#strasse)', 'README.md'],
    ['in HTML without an end', '<h1>b\n\n[a](#b)', 'README.md'],
    ['in HTML that does not begin', '</h2 <h2 b\n\n[a](#b)', 'README.md'],
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
    ['a page with any ending', '[a](gone.html) [b](gone.htm) [c](gone.html#x) [d](gone.htm?x)'],
    ['what the root of the site has', '![a](/gone.png)'],
  ])('is not held to GitHub’s addresses: %s', async (_, text) => {
    expect(await messages(text, site, 'docs/page.md')).toEqual([]);
  });

  it.each([
    ['a file', '[a](gone.md)'],
    ['a picture', '![a](gone.png)'],
    ['a file that is not ignored', '[a](kept.gen.md)'],
    ['a heading', '[a](#gone)'],
    ['a heading of a file', '[a](gone.md#x)'],
    ['a file with a query', '[a](gone.md?x)'],
  ])('is held to what it names: %s', async (_, text) => {
    expect(await messages(text, site, 'docs/page.md')).toHaveLength(1);
  });

  it.each(['.md', '.mdx', '.markdown', '/index.md', '/README.md', '/_index.md'])(
    'is made of a file that ends with %s',
    async (ending) => {
      const file = { [`docs/v1.2${ending}`]: '' };
      expect(await messages('[a](v1.2)', { ...site, ...file }, 'docs/page.md')).toEqual([]);
    },
  );

  it('is a folder for what stands in one of its name', async () => {
    const file = { ...site, 'docs/v1.0/page/x.png': '' };
    expect(await messages('![a](x.png)', file, 'docs/v1.0/page.md')).toEqual([]);
    expect(await messages('![a](y.png)', file, 'docs/v1.0/page.md')).toHaveLength(1);
  });

  it('is known by the folder that its site is made of', async () => {
    expect(await messages('[a](gone)', { 'web/mkdocs.yml': '' }, 'guide/page.md')).toHaveLength(1);
    expect(await messages('[a](gone)', { '.vitepress/config.ts': '' }, 'guide/page.md')).toEqual([]);
    expect(await messages('[a](gone)', { 'web/.vuepress/config.js': '' }, 'web/page.md')).toEqual([]);
  });

  it('has what is static beside it, at the root too', async () => {
    const hugo = { 'hugo.toml': '', 'static/logo.png': '\0' };
    expect(await messages('![a](logo.png)', hugo, 'content/page.md')).toEqual([]);
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
        `# Part ${n} {#part-${n}}\n\n[b](0.md) [a](#part-${(n + 1) % count})\n`,
      ]),
    );

  it('name headings of each other', async () => {
    expect(await messages('[a](#part-0) [b](#made) [c](gone.md)', parts(5), 'spec/last.md')).toEqual([
      'The link to gone.md leads to spec/gone.md, which is not there',
    ]);
  });

  it('are told by there being five of them', async () => {
    expect(await messages('', parts(4))).toHaveLength(4);
    expect(await messages('', { ...parts(4), 'spec/a.md': '', 'spec/b.md': '' })).toHaveLength(4);
  });

  it('have no other headings in another document', async () => {
    expect(await messages('[a](0.md#gone)', parts(5), 'spec/last.md')).toHaveLength(1);
  });

  it.each([
    ['headings of their own', 1, (n: number) => `# A-${n}\n\n[a](#a-${n})\n`],
    ['what a browser looks for', 1, (n: number) => `# ${n}\n\n[a](#top)\n`],
    ['their beginning', 1, (n: number) => `# ${n}\n\n[a](#)\n`],
    ['headings that none has', 7, (n: number) => `# ${n}\n\n[a](#gone)\n`],
    ['other documents', 1, (n: number) => `# ${n}\n\n[a](top.md#top)\n`],
    ['headings of another, but for four', 5, (n: number) => `# ${n}\n\n[a](${n < 4 ? '#op-md-top' : '#'})\n`],
  ])('are not told by links to %s', async (_, count, textOf) => {
    const files = Array.from({ length: 6 }, (__, n) => [`spec/${n}.md`, textOf(n)]);
    const contents = { ...Object.fromEntries(files), 'spec/top.md': '# Top\n\n# Op md top\n' } as Contents;
    expect(await messages('[a](#gone)', contents, 'spec/last.md')).toHaveLength(count);
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
    'issue_template.md',
    'docs/pull_request_template.md',
    '.github/DISCUSSION_TEMPLATE/x/a.md',
  ])('%s', async (path) => {
    expect(await messages('[a](gone.md)', {}, path)).toEqual([]);
  });

  it.each(['my-issue_template.md', 'issue_templates/a.md', 'pull_request_template-2.md'])(
    'but %s is',
    async (path) => {
      expect(await messages('[a](gone.md)', {}, path)).toHaveLength(1);
    },
  );

  it('are none in a repository without any', async () => {
    const { report } = await checkRule(linksLeadToFiles, { 'a.txt': '[a](gone.md)' });
    expect(report).toMatchObject({ outcome: 'not-applicable', why: 'there is no document in Markdown' });
  });
});

describe('a document that cannot be read whole', () => {
  it('is told apart from one that is right: too large', async () => {
    const { report, findings } = await checkRule(linksLeadToFiles, {
      'a.md': `[a](gone.md)${'a'.repeat(1024 * 1024)}`,
    });
    expect(report?.outcome).toBe('cannot-tell');
    expect(findings).toHaveLength(1);
  });

  it('is none at the limit of size', async () => {
    const text = '[a](gone.md)\n\n<!--';
    expect(await messages(text.padEnd(1024 * 1024))).toEqual([
      'The link to gone.md leads to gone.md, which is not there',
    ]);
  });

  it.each([
    ['more brackets open than are followed', '[x'.repeat(100)],
    ['the same with some that close', `${'['.repeat(60)}]${'['.repeat(60)}`],
    ['a paragraph of more than it is read of', 'x'.repeat(256 * 1024)],
  ])('is told apart: %s', async (_, long) => {
    const { findings } = await checkRule(linksLeadToFiles, {
      'a.md': `a\n\n${long} [b](c)\n\n[b](gone.md)`,
    });
    expect(findings[0]?.message).toBe(
      'Its links cannot be told: a paragraph is too long or has too many open brackets',
    );
    expect(findings.map(({ line, cannotTell }) => [line, cannotTell])).toEqual([
      [3, true],
      [5, undefined],
    ]);
  });

  it.each([
    ['brackets that close', '[x] '.repeat(150)],
    ['brackets with an escape', '\\['.repeat(150)],
    ['a hundred brackets, one of which is the link’s', '[x'.repeat(99)],
  ])('is none for %s', async (_, text) => {
    expect(await messages(`${text} [b](gone.md)`)).toEqual([
      'The link to gone.md leads to gone.md, which is not there',
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
