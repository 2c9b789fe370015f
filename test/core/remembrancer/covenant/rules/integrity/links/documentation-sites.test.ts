import { describe, expect, it } from '@jest/globals';

import {
  documentationSites,
  isInEnglish,
  isOfPage,
  isStatic,
  namesFile,
} from '../../../../../../../core/remembrancer/covenant/rules/integrity/links/documentation-sites.ts';
import { memoryTree } from '../../../../../../../core/remembrancer/covenant/tree/memory-tree.ts';
import { pathsOf, type TreePaths } from '../../../../../../../core/remembrancer/covenant/tree/tree-paths.ts';

const having = (path: string): TreePaths => pathsOf(memoryTree({ [path]: '' }));

describe('a site', () => {
  const scripts = (name: string, kinds: readonly string[]): string[] =>
    kinds.map((kind) => `${name}.${kind}`);
  const SCRIPTS = ['js', 'ts', 'cjs', 'mjs', 'cts', 'mts'];

  it.each([
    ...['mkdocs.yml', 'mkdocs.yaml', '_config.yml', '_config.yaml', 'conf.py', 'hugo.toml', 'hugo.yml'],
    ...['hugo.yaml', 'hugo.json', 'book.toml', 'antora.yml', '.eleventy.js', 'mint.json', 'docs.json'],
    ...['_sidebar.md', 'SUMMARY.md', '_index.md', 'zensical.toml', 'nuxt.config.js', 'nuxt.config.ts'],
    ...scripts('eleventy.config', ['js', 'cjs', 'mjs']),
    ...['docusaurus.config', 'astro.config', 'gatsby-config', 'next.config'].flatMap((name) =>
      scripts(name, SCRIPTS),
    ),
    ...['.vitepress/config', '.vuepress/config'].flatMap((name) => scripts(name, SCRIPTS)),
  ])('is told by %s, for its folder and those below', (name) => {
    const isOfSite = documentationSites(having(`web/${name}`));
    expect(['web/a.md', 'web/b/c/a.md', 'a.md', 'other/a.md'].map(isOfSite)).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(documentationSites(having(name))('other/a.md')).toBe(true);
  });

  it.each([
    ...[
      'my-mkdocs.yml',
      'mkdocs.yml.bak',
      'mkdocs.json',
      'nuxt.config.mjs',
      'docusaurus.config.xjs',
      'next.config.py',
    ],
    ...['eleventy.config.ts', '.vitepress/other.ts', 'summary.txt', 'config.ts', 'mkdocs.yml/a.txt'],
  ])('is not told by %s', (name) => {
    expect(documentationSites(having(name))('other/a.md')).toBe(false);
  });

  it.each(['doc', 'docs', 'Docs', 'documentation', 'website', 'site', 'content'])(
    'that one language in %s is made to is all of it',
    (folder) => {
      for (const below of [`${folder}/de`, folder]) {
        const isOfSite = documentationSites(having(`${below}/mkdocs.yml`));
        expect([`${folder}/fr/a.md`, 'a.md'].map(isOfSite)).toEqual([true, false]);
      }
    },
  );

  it.each(['my/docs/de', 'docs-old/de', 'documents/de', 'mysite'])(
    'in %s is of this folder alone',
    (folder) => {
      const isOfSite = documentationSites(having(`${folder}/mkdocs.yml`));
      expect([`${folder}/a.md`, `${folder}-2/a.md`, 'docs/a.md'].map(isOfSite)).toEqual([true, false, false]);
    },
  );

  it.each([
    ...[
      'README.md',
      'docs/readme.de.md',
      'CONTRIBUTING.md',
      'security.md',
      'CHANGELOG.md',
      'code_of_conduct.md',
    ],
    ...['SUPPORT.md', 'GOVERNANCE.md', `docs/readme${'x'.repeat(17)}.md`],
  ])('does not have %s, which is read on GitHub', (path) => {
    expect(documentationSites(having('mkdocs.yml'))(path)).toBe(false);
  });

  it.each(['my-readme.md', 'security/page.md', 'docs/support/a/b.md', `docs/readme${'x'.repeat(18)}.md`])(
    'has %s, which only sounds like it',
    (path) => {
      expect(documentationSites(having('mkdocs.yml'))(path)).toBe(true);
    },
  );
});

it.each([
  ...['title', 'layout', 'weight', 'permalink', 'slug', 'aliases', 'menu', 'nav_order'].map(
    (key) => [key, true] as const,
  ),
  ...['sidebar_position', 'sidebar_label', 'title ', 'title\t '].map((key) => [key, true] as const),
  ...['subtitle', ' title', 'titles', 'name', 'title-x'].map((key) => [key, false] as const),
])('front matter with %j is a page’s: %s', (key, expected) => {
  expect(isOfPage(`---\nauthor: a\n${key}: b\n---`)).toBe(expected);
});

it.each([
  ['a.md', true],
  ['a.MD#b', true],
  ['a.c?b', true],
  ['a.c#L1', true],
  ['a.123456789', true],
  ['a.1234567890', false],
  ['a', false],
  ['a.html', false],
  ['a.htm#b', false],
  ['a.html?b', false],
  ['a.htmlx', true],
  ['v1.2-beta', false],
  ['a.b/c', false],
  ['a.', false],
])('%s names a file: %s', (address, expected) => {
  expect(namesFile(address)).toBe(expected);
});

it.each([
  ['content/a.png', 'static/a.png', true],
  ['web/content/de/a.png', 'web/static/de/a.png', true],
  ['my-content/a.png', 'my-static/a.png', false],
  ['content/a.png', 'static/b.png', false],
])('%s is beside the pages by %s: %s', (path, there, expected) => {
  expect(isStatic(path, having(there))).toBe(expected);
});

it.each([
  ['de/a.md', 'en/a.md', true],
  ['docs/zh-hant/a.md', 'docs/en/a.md', true],
  ['docs/pt_BR/x/a.md', 'docs/en/x/a.md', true],
  ['de/fr/a.md', 'de/en/a.md', true],
  ['de/a.md', 'en/b.md', false],
  ...['d', 'deu', '1de', 'd1', 'de-b', 'de-12', 'de-abcde', 'de.at', 'x-de'].map(
    (name) => [`${name}/a.md`, 'en/a.md', false] as const,
  ),
])('%s is there in English by %s: %s', (path, there, expected) => {
  expect(isInEnglish(path, having(there))).toBe(expected);
});
