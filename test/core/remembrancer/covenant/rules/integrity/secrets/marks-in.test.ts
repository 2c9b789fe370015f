import { describe, expect, it } from '@jest/globals';

import { marksIn } from '../../../../../../../core/remembrancer/covenant/rules/integrity/secrets/marks-in.ts';
import { TOKEN_MARKS } from '../../../../../../../core/remembrancer/covenant/rules/integrity/secrets/token-marks.ts';
import { processorTime } from '../processor-time.ts';
import { tokenSamples } from './token-samples.ts';

const places = (text: string, most?: number): number[] => marksIn(Buffer.from(text, 'latin1'), most);

describe('the marks of tokens', () => {
  const SAMPLES = tokenSamples('marks').map(([name, token], index) => [name, index, token] as const);

  it.each(SAMPLES)('are found of %s at every distance from the beginning (%i)', (_, __, token) => {
    for (let before = 0; before < 45; before++) {
      const start = before + 1;
      const found = places(`${' '.repeat(before)}"${token}" `);
      expect(found.some((place) => place >= start - 1 && place < start + token.length)).toBe(true);
    }
  });

  it('are found where a secret has full stops in it', () => {
    expect(places(`x = "abc1Q~${'a.b~'.repeat(8)}"`)).toEqual([9]);
  });

  it('are told at their byte, whatever stands before them', () => {
    expect(places(`\xe9\xe9 x = "abc1Q~${'a.b~'.repeat(8)}"`)).toEqual([12]);
    expect(places(`\xe9\xe9.hvs.${'a1'.repeat(20)}"`)).toEqual([6]);
    expect(places(`ghp_${'a1'.repeat(18)}`)).toEqual([3]);
    expect(places(`AKIA${'AB'.repeat(8)}`)).toEqual([0]);
  });

  it.each([
    `EAAA${'a1'.repeat(29)}a`,
    `ATBB${'a1'.repeat(15)}a`,
    `AKIA${'AB'.repeat(7)}A`,
    `LTAI${'a1'.repeat(9)}a`,
    `AIza${'a1'.repeat(17)}`,
    `1Q~${'a1'.repeat(15)}`,
    `SK${'a1'.repeat(15)}a`,
    `1:AA${'a1'.repeat(16)}`,
    `cio${'a1'.repeat(15)}a`,
    `key-${'a1'.repeat(7)}a`,
    `+ASt${'a1'.repeat(2)}A`,
    `ghp_${'a1'.repeat(7)}a`,
  ])('are none where too little stands behind it: %s', (text) => {
    expect(TOKEN_MARKS.test(`"${text}"`)).toBe(false);
  });

  it('are told in their order, and no more than are wanted', () => {
    const line = `ghp_${'a1'.repeat(18)} and Q~${'a'.repeat(40)} `;
    const all = places(line.repeat(3));
    expect(all).toEqual(all.toSorted((a, b) => a - b));
    expect(new Set(all).size).toBe(6);
    expect(places(line.repeat(3), 1)).toHaveLength(1);
    expect(places(`ghp_${'a1'.repeat(18)}-ghp_${'a1'.repeat(18)}`, 1)).toEqual([3]);
  });

  it.each([
    '-',
    '_.',
    'dp.st.',
    'dp.st.a-b_c',
    'dt0c01.',
    'github_pat_',
    '-us1',
    'sk-ant-',
    'SK0a',
    ':AA',
    'Q~a.',
    'a',
  ])('take no long time to look for in many %s', async (part) => {
    const text = part.repeat(1_000_000 / part.length);
    const work = (): Promise<unknown> => Promise.resolve([TOKEN_MARKS.test(text), places(text)]);
    expect(await processorTime(work)).toBeLessThan(2000);
  });

  it('are none in words, and none in a row that is too short for a token', () => {
    expect(places('It is said that a key-value store is not a tskey-auth-1. '.repeat(50))).toEqual([]);
    expect(places('ghp_aaaaaaaaaaa')).toEqual([]);
  });
});
