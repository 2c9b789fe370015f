import { describe, expect, it } from '@jest/globals';

import { looksInvented } from '../../../../../../../core/remembrancer/covenant/rules/integrity/secrets/looks-invented.ts';

describe('a value looks invented', () => {
  it.each([
    ['has a word for it', 'AKIAIOSFODNN7EXAMPLE'],
    ['asks to be changed', 'W7kQchangeme2mZt4'],
    ['asks to be changed, with a mark', 'W7kQchange-me2mZt4'],
    ['is said to be yours', 'your-W7kQ2mZt4Lp0'],
    ['is said to be yours, with a low line', 'your_W7kQ2mZt4Lp0'],
    ['is prose', 'glpat-this-is-not-a-token'],
    ['leaves a part out', 'ghp_xxxxW7kQ92mZt4'],
    ['leaves a part out in capitals', 'ghp_XXXXW7kQ92mZt4'],
    ['leaves a part out by stars', 'ghp_***W7kQ92mZt4'],
    ['leaves a part out by dots', 'ghp_...W7kQ92mZt4'],
    ['counts up', 'W7kQ123456mZt4'],
    ['counts up from its first character', '123456W7kQmZt4'],
    ['counts down', 'W7kQ654321mZt4'],
    ['counts up in both cases', 'W7kQaBcDeFmZt4'],
    ['counts up with something between', 'A1B2C3D4E5F6G7H8'],
    ['has one character again and again', 'W7kQaaaaaamZt4'],
    ['has few characters', 'a1a1a1b1a1b1a1b1'],
  ])('that %s', (_, value) => {
    expect(looksInvented(value)).toBe(true);
  });

  it.each([
    ['a row of five', 'W7kQ12345mZt4Lp0R'],
    ['a row of five behind an at sign', 'W7kQ@aBcDeQ4mZt0'],
    ['every second letter of a row', 'W7kQacegikmZt4Lp'],
    ['two digits by turns', 'W7kQ1212121mZt4L'],
    ['as few characters as may be', 'kqwkzqmktqkwqzmt'],
    ['yours without a mark', 'yourW7kQ2mZt4Lp0R'],
    ['words behind something else', 'Zq8a-these-are-more-words'],
    ['words before something else', 'these-are-more-words-Zq8a'],
    ['three words', 'Zq8-these-are-W7'],
    ['the letter x in both cases', 'hf_iIWzKwxCxKxXxXaPULvFoApDmbHQ'],
    ['two stars and two dots', 'W7**kQ..m2Zt4Lp0R'],
  ])('and not for %s', (_, value) => {
    expect(looksInvented(value)).toBe(false);
  });
});
