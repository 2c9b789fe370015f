import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import type { Found } from '../../../../../../core/remembrancer/covenant/found.ts';
import { providerTokens } from '../../../../../../core/remembrancer/covenant/rules/integrity/provider-tokens.ts';
import { contextWith } from '../../context-with.ts';
import { githubToken, randomText } from '../../example-secrets.ts';
import { fileOf } from '../../file-of.ts';
import { tokenSamples } from './secrets/token-samples.ts';

const foundIn = (content: string | Uint8Array, path = 'src/main.ts'): readonly Found[] =>
  providerTokens.check(fileOf(path, content), contextWith({}));
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

describe('tokens of known providers', () => {
  it('are found with their place, and without a word of them', () => {
    const token = githubToken('place');
    const file = fileOf('a.yml', `🙂 é\r\nx: 🙂 "${token}"\r\n`);
    const [found, ...more] = providerTokens.check(file, contextWith({}));
    expect(more).toEqual([]);
    expect(found?.message).toBe('The file has a secret in it: GitHub personal access token (classic)');
    expect(found?.remedy).toContain('Revoke it at GitHub');
    expect(file.positionOf(found?.range?.start ?? 0)).toEqual({ line: 2, column: 8 });
    expect(file.text.slice(found?.range?.start, found?.range?.end)).toBe(token);
  });

  it('are looked for only in a file with a mark of one', () => {
    expect(providerTokens.mayHold?.(fileOf('x', `a ${githubToken('mark')}`))).toBe(true);
    expect(providerTokens.mayHold?.(fileOf('x', 'a name and a word'))).toBe(false);
  });

  it('are not looked for in a file over 5 MiB, which is no finding', () => {
    const { mostBytes, passesOverLarger } = providerTokens;
    expect({ mostBytes, passesOverLarger }).toEqual({ mostBytes: 5_242_880, passesOverLarger: true });
  });

  it('never stand in what is told of them', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 8 }), (seed) => {
        for (const [, token] of tokenSamples(seed)) {
          const [found] = foundIn(`key = '${token}'`);
          const told = JSON.stringify({ ...found, range: undefined });
          for (let at = 0; at + 12 <= token.length; at += 4)
            expect(told).not.toContain(token.slice(at, at + 12));
        }
      }),
      { numRuns: 5 },
    );
  });

  it('of AWS are graver with their secret beside them', () => {
    const id = `AKIA${randomText('id', 16, BASE32)}`;
    const secret = randomText('aws secret', 40);
    expect(foundIn(`id = '${id}'`)[0]?.message).toBe('The file has a secret in it: AWS access key id');
    expect(foundIn(`id = '${id}'\nsecret = '${secret}'`)[0]?.message).toBe(
      'The file has a secret in it: AWS access key id, with its secret beside it',
    );
    expect(foundIn(`AWS_ACCESS_KEY_ID=${id}\nAWS_SECRET_ACCESS_KEY=${secret}\n`)[0]?.message).toContain(
      'with its secret',
    );
    expect(foundIn(`id = '${id}'\ndigest = '${secret}0'`)[0]?.message).not.toContain('with its secret');
  });

  it.each([
    ['before it', 200, (id: string, secret: string, far: string) => `${secret}${far}${id}`],
    ['behind it', 200, (id: string, secret: string, far: string) => `${id}${far}${secret}`],
  ])('of AWS are graver with their secret up to 200 characters %s', (_, most, written) => {
    const id = `AKIA${randomText('id', 16, BASE32)}`;
    const told = (length: number): string | undefined =>
      foundIn(
        `${'. '.repeat(200)}${written(id, randomText('s', 40), ' '.repeat(length))}${' .'.repeat(200)}`,
      )[0]?.message;
    expect(told(most - 40)).toContain('with its secret');
    expect(told(most - 39)).not.toContain('with its secret');
  });

  it('of others are not graver for what stands beside them', () => {
    expect(foundIn(`${githubToken('beside')} ${randomText('s', 40)}`)[0]?.message).not.toContain(
      'secret beside',
    );
  });

  it('are found in text of other encodings, in the last line, and in one line of a megabyte', () => {
    const token = githubToken('bytes');
    expect(foundIn(Buffer.from(`\xff\xe9 ${token} \xc0`, 'latin1'))).toHaveLength(1);
    expect(foundIn(token)).toHaveLength(1);
    const long = `${'a1_'.repeat(350_000)} ${token} ${'-b2'.repeat(350_000)}`;
    expect(foundIn(long)).toHaveLength(1);
    expect(foundIn('')).toEqual([]);
  });

  it('take no long time in text that nearly is full of them', () => {
    for (const part of [
      'ghp_',
      'sk-',
      'sk-proj-',
      'T3BlbkFJ',
      'xoxb-1',
      'A',
      'Q~',
      '-us1',
      '.',
      '-',
      'AZDO',
      'dp.st.',
    ])
      expect(foundIn(part.repeat(1_000_000 / part.length))).toEqual([]);
  }, 20_000);
});
