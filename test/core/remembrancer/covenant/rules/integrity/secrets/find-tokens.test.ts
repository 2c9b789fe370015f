import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { findTokens } from '../../../../../../../core/remembrancer/covenant/rules/integrity/secrets/find-tokens.ts';
import { looksInvented } from '../../../../../../../core/remembrancer/covenant/rules/integrity/secrets/looks-invented.ts';
import { PROVIDER_TOKENS } from '../../../../../../../core/remembrancer/covenant/rules/integrity/secrets/provider-tokens.ts';
import { TOKEN_MARKS } from '../../../../../../../core/remembrancer/covenant/rules/integrity/secrets/token-marks.ts';
import { checksum, githubToken, randomText } from '../../../example-secrets.ts';
import { tokenSamples } from './token-samples.ts';

const KINDS = tokenSamples('kinds').map(([name], index) => [name, index] as const);
const found = (text: string): string[] => findTokens(text).map(({ token }) => token.name);
const seeds = fc.string({ maxLength: 8 });
const CAPITALS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const LETTERS = `${CAPITALS}${CAPITALS.toLowerCase()}`;
/** Text around a token that is no part of one: it ends, or starts, with what no token has. */
const around = fc.string({ unit: 'grapheme', maxLength: 40 });

describe('a secret of a known provider', () => {
  it('has a sample of every kind in these tests', () => {
    expect(new Set(KINDS.map(([name]) => name))).toEqual(new Set(PROVIDER_TOKENS.map(({ name }) => name)));
  });

  it.each(KINDS)('%s is found wherever it stands (%i)', (name, index) => {
    fc.assert(
      fc.property(seeds, around, around, fc.constantFrom('"', "'", ' ', '\n', '\t', '`', '>'), (...given) => {
        const [seed, before, behind, quote] = given;
        const token = tokenSamples(seed)[index]?.[1] ?? '';
        // By chance, one of ten thousand has a row of six, as `543210`.
        fc.pre(!looksInvented(token));
        const text = `${before}${quote}${token}${quote}${behind}`;
        expect(TOKEN_MARKS.test(text)).toBe(true);
        const tokens = findTokens(text);
        expect(tokens.map((each) => each.token.name)).toContain(name);
        const [first] = tokens.filter((each) => each.token.name === name);
        expect(first?.end).toBe(text.indexOf(token) + token.length);
      }),
      { numRuns: 40 },
    );
  });

  it.each(KINDS.filter(([name]) => /^npm|^GitHub (?!.*fine)/.test(name)))(
    '%s with a wrong checksum is none (%i)',
    (_, index) => {
      fc.assert(
        fc.property(seeds, fc.integer({ min: 0, max: 35 }), (seed, at) => {
          const token = tokenSamples(seed)[index]?.[1] ?? '';
          const place = 4 + at;
          const other = token[place] === 'a' ? 'b' : 'a';
          expect(found(`"${token.slice(0, place)}${other}${token.slice(place + 1)}"`)).toEqual([]);
        }),
      );
    },
  );

  it('is found behind an escape in a string, in a URL and beside others', () => {
    const token = githubToken('escape');
    expect(found(`"a\\n${token}"`)).toEqual(['GitHub personal access token (classic)']);
    expect(found(`https://x-access-token:${token}@github.com/o/r`)).toHaveLength(1);
    expect(found(`${token},${githubToken('second')}`)).toHaveLength(2);
    expect(found(`${'é'.repeat(5000)} ${token}`)).toHaveLength(1);
    expect(found(`${'x '.repeat(5000)}${token}${' y'.repeat(5000)}${githubToken('far', 'gho')}`)).toEqual([
      'GitHub personal access token (classic)',
      'GitHub OAuth token',
    ]);
  });

  it('is found in the order of the text, whatever its kind', () => {
    const [first, second, third] = [
      githubToken('a', 'npm'),
      `glpat-${randomText('b', 20)}`,
      githubToken('c'),
    ];
    expect(found(`${first} ${second} ${third}`)).toEqual([
      'npm access token',
      'GitLab token',
      'GitHub personal access token (classic)',
    ]);
    const kept = `AccountKey=${randomText('kept', 86)}==`;
    const next = `+${randomText('next', 75)}+ASt${randomText('end', 5)}Q==`;
    expect(found(`${kept}${next}`)).toHaveLength(2);
  });

  it.each(tokenSamples('escapes').map(([name, token], index) => [name, index, token] as const))(
    '%s is found behind two marks and every escape of white space in a string (%i)',
    (name, _, token) => {
      for (const before of [' "', '"a\\n', '"a\\r', '"a\\t'])
        expect(found(`${before}${token}"`)).toContain(name);
    },
  );

  it('is found with its checksum though it looks invented', () => {
    const random = 'x'.repeat(30);
    expect(found(`ghp_${random}${checksum(random)}`)).toHaveLength(1);
    expect(found(`"a\\xglpat-${randomText('escape', 20)}"`)).toEqual([]);
  });

  it('is found in capitals where its provider does not tell them from small letters', () => {
    const body = randomText('capitals', 163, `${CAPITALS}0123456789`);
    expect(found(`xoxe.xoxp-1-${body.toLowerCase()}`)).toEqual(['Slack configuration token']);
    expect(found(`GLPAT-${randomText('capitals', 20)}`)).toEqual([]);
  });

  it('is found with its checksum behind whatever stands before it', () => {
    expect(found(`x${githubToken('behind')}`)).toHaveLength(1);
    expect(found(`xglpat-${randomText('behind', 20)}`)).toEqual([]);
  });

  it('is told once where two kinds cover each other: the first, and of two that begin together the longer', () => {
    const tail = `+ASt${randomText('tail', 5)}Q==`;
    expect(findTokens(`AccountKey=${randomText('body', 76)}${tail}`).map(({ start }) => start)).toEqual([0]);
    const key = (name: string, length: number): string => randomText(name, length);
    expect(found(`sk-ant-api03-${key('a', 12)}T3BlbkFJ${key('b', 25)}-${key('c', 60)}AA`)).toEqual([
      'Anthropic API key',
    ]);
  });

  it('is told once where several are within another, one behind the other', () => {
    const [one, two] = ['one', 'two'].map((seed) => `AKIA${randomText(seed, 16, `${CAPITALS}234567`)}`);
    expect(found(`${one}-${two}`)).toHaveLength(2);
    expect(found(`pypi-AgEIcHlwaS5vcmc${randomText('a', 30)}-${one}-${two}-${randomText('b', 30)}`)).toEqual([
      'PyPI API token',
    ]);
  });

  it('is not found as a part of something longer', () => {
    const hex = randomText('long', 32, '0123456789abcdef');
    expect(found(`xSK${hex}`)).toEqual([]);
    expect(found(`SK${hex}0`)).toEqual([]);
    expect(found(`${githubToken('longer')}x`)).toEqual([]);
  });

  it.each([
    ['the documented key id of AWS', `AKIAIOSFODNN7EXAMPLE`],
    ['the documented key id of AWS with another end', `AKIAIOSFODNN7SECRETS`],
    ['a Grafana Cloud token of a short key', `glc_${btoa('{"o":"12345","n":"test","k":"abc"}')}`],
    ['an alphabet in capitals by turns', `glpat-aBcDeFgHiJkLmNoPqRsT`],
    ['a key id of Alibaba Cloud without a digit', `LTAI${randomText('l', 20, LETTERS)}`],
    ['a key id of Alibaba Cloud without small letters', `LTAI${randomText('l', 18, CAPITALS)}B1`],
    ['a password of Bitbucket without a digit', `ATBB${randomText('b', 32, LETTERS)}`],
    ['a password of Bitbucket without small letters', `ATBB${randomText('b', 31, CAPITALS)}1`],
    ['a token of crates.io without a digit', `cio${randomText('c', 32, LETTERS)}`],
    ['a key of NuGet without a digit', `oy2${randomText('n', 43, LETTERS.toLowerCase())}`],
    ['a token of Square without a digit', `EAAA${randomText('s', 60, LETTERS)}`],
    ['zeros in base64', `EAAAAAAAAA1${randomText('z', 53)}`],
    ['crosses', `glpat-${'X'.repeat(20)}`],
    ['zeros', `xoxb-000000000000-000000000000-${'0'.repeat(24)}`],
    ['an alphabet', `sk_live_abcdefghijklmnopqrstuvwx`],
    ['a webhook of a document', `https://hooks.slack.com/services/T00000000/B00000000/${'X'.repeat(24)}`],
    ['words', `glpat-this-is-not-a-real-token-at-all`],
    ['the key of the storage emulator', `AccountKey=Eby8vdM02xNO${'a1B2'.repeat(18)}xx==`],
    ['a prefix alone', `ghp_ npm_ xoxb- AIza`],
    ['a template', `ghp_\${TOKEN}`],
  ])('is not %s', (_, text) => {
    expect(found(`"${text}"`)).toEqual([]);
  });
});

it('a Grafana Cloud token may have a blank in its JSON', () => {
  const token = (key: string): string => `glc_${btoa(`{"o": "123456", "n": "s", "k": "${key}"}`)}`;
  expect(found(token(randomText('glc', 16)))).toEqual(['Grafana Cloud token']);
  expect(found(token(randomText('glc', 15)))).toEqual([]);
});

describe('the checksum', () => {
  it('is the one of a token that GitHub made, and that was revoked years ago', () => {
    // github.com/therootcompany/base62-token.js has it as its example.
    expect(checksum('zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ')).toBe('0mLq17');
    expect(found(['gh', 'p_zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ0mLq17'].join(''))).toHaveLength(1);
  });
});
