import { createHash } from 'node:crypto';
import { beforeAll, expect, it } from '@jest/globals';

import { assemblePage } from '../../scripts/page/assemble-page.ts';
import { makePage } from '../../scripts/page/make-page.ts';

let page: string;
beforeAll(async () => {
  page = await makePage();
});

const between = (start: string, end: string): string => {
  const at = page.indexOf(start) + start.length;
  return page.slice(at, page.lastIndexOf(end));
};
const digest = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

it('is the same, byte for byte, each time it is made', async () => {
  expect((await makePage()) === page).toBe(true);
});

it('lets run nothing but its script, apply nothing but its style, and fetch nothing at all', () => {
  const [, policy = ''] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page) ?? [];
  expect(policy.split('; ')).toEqual([
    "default-src 'none'",
    `script-src ${digest(between('<script>', '</script>'))}`,
    `style-src ${digest(between('<style>', '</style>'))}`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ]);
  // The policy stands before everything that it is for.
  expect(page.indexOf('Content-Security-Policy')).toBeLessThan(page.indexOf('<style>'));
});

it('is whole in itself: no address, no handler and no style in its markup', () => {
  const markup = page.replace(/<(script|style)>[^]*<\/\1>/g, '');
  expect(/\s(src|href|srcset|action|style|on\w+)=/i.exec(markup)).toBeNull();
});

/** Each that stands in the page; the page itself is too long to be shown. */
const found = (...patterns: RegExp[]): string[] =>
  patterns.flatMap((pattern) => pattern.exec(page)?.[0] ?? []);

it('has no code that makes code, or markup of text', () => {
  expect(
    found(/\beval\(/, /new Function\b/, /\.(inner|outer)HTML/, /insertAdjacentHTML/, /document\.write/),
  ).toEqual([]);
});

it('names each package that is in it, with its licence', () => {
  const names = ['@noble/curves', '@noble/hashes', '@sigstore/verify', 'buffer', 'openpgp', 'pkijs'];
  const lines = names.map((name) => new RegExp(`(?<=^|>)${name} \\d+\\.\\d+\\.\\d+ (?=\\([^)]+\\)$)`, 'm'));
  expect(found(...lines)).toHaveLength(names.length);
  expect(found(/GNU LESSER GENERAL PUBLIC LICENSE/)).toHaveLength(1);
});

it('is not made of a template that lacks a place', () => {
  const parts = { style: '', script: '', notices: '', version: '' };
  expect(() => assemblePage({ ...parts, template: '<p>' })).toThrow('{{policy}}');
});
