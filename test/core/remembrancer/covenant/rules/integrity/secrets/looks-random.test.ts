import { describe, expect, it } from '@jest/globals';

import { looksRandom } from '../../../../../../../core/remembrancer/covenant/rules/integrity/secrets/looks-random.ts';

/** 51 characters of which 11 are of another class than the one before: 0.22 of the neighbours. */
const ELEVEN_CHANGES = 'qhzkvB84wtbmrxKPdplcn7fgsjyVQedhazkuwotbRLimxrdplcn';

describe('a value looks random', () => {
  it.each([
    ['of 16 letters and digits', 'aB3dE5fG7hJ9kL2m'],
    ['with padding', 'aB3dE5fG7hJ9kL2m=='],
    ['with an equals sign in it', 'aB3=dE5fG7hJ9kL2'],
    ['with its first digit at the 24th place', 'aBdkEfGhJkLmQzWvXyTrRsP7KuVw'],
    ['with a word before it', 'api-7hG2kQ9xW4mZ1bT6vR3n'],
    ['of 23 characters of which few are different', 'q7W4zK9mRb2q7W4zK9mRb2q'],
    ['of hex of eight different digits', '1a4d7f2b1b4f7a2d1d4a7b2f'],
    ['in base64 once more', btoa('aB3dE5fG7hJ9kL2mQ4zW')],
    ['with 0.22 changes of class', ELEVEN_CHANGES],
  ])('%s', (_, value) => {
    expect(looksRandom(value)).toBe(true);
  });

  it.each([
    ['of 15', 'aB3dE5fG7hJ9kL2'],
    ['of 15 and padding', 'aB3dE5fG7hJ9kL2='],
    ['of 14 and more padding', 'aB3dE5fG7hJ9kL=='],
    ['with its first digit at the 25th place', 'aBdkEfGhJkLmQzWvXyTrRsPN7KuVw'],
    ['without letters', '1839-5720_4857+2930/5716'],
    ['that is a UUID', '3f2504e0-4f89-41d3-9a0c-0305e82c3301'],
    ['that says it is of a test', 'test-7hG2kQ9xW4mZ1bT6vR3n'],
    ['that is invented', 'example7hG2kQ9xW4mZ1bT6vR3n'],
    ['of 24 characters of which few are different', 'q7W4zK9mRb2q7W4zK9mRb2q7'],
    ['of 16 characters of which very few are different', 'q7W4zK9mq7W4zK9m'],
    ['of hex of six different digits', '1a4d7fa14f7d1d4a7f41d7fa'],
    ['of hex that is a text', Buffer.from('FishMapHunky!!!634').toString('hex')],
    ['of base64 that is a text', btoa('correct horse battery 4')],
    ['of words and small numbers', 'Correct-horse77-Battery-x1234'],
    ['of a name with a digit in it', 'qhzkvt84wbmrxdplcnfgsjy'],
    ['with 0.20 changes of class', ELEVEN_CHANGES.replace('B84', 'b84')],
  ])('and not one %s', (_, value) => {
    expect(looksRandom(value)).toBe(false);
  });
});
