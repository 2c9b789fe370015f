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
    ['with 0.22 changes of class, one of a digit and a mark', ELEVEN_CHANGES.replace('B84', '77-')],
    ['of 32 characters with 3.5 bits each', 'q7W4q7W4q7W4q7W4zK9mRb2TzK9mRb2T'],
    ['of hex that begins as a text does', '4a1d7f2b1b4f7a2d1d4a7b9f'],
    ['of hex with a letter before it', 'q1a4d7f2b1b4f7a2d1d4a7b6e98c0'],
    ['of hex with a letter behind it', '1a4d7f2b1b4f7a2d1d4a7b6e98c0q'],
    ['of a UUID with more before it', 'z3f2504e0-4f89-41d3-9a0c-0305e82c3301'],
    ['of a UUID with more behind it', '3f2504e0-4f89-41d3-9a0c-0305e82c3301z'],
    ['with the beginning of a digest in it', '7hG2kQ-sha512-9xW4mZ1bT6vR3n'],
    ['with the beginning of a public key in it', '7hGapk_2kQ9xW4mZ1bT6vR3n'],
    ['with a slash in it', 'q7W4z/K9mRb2x1T8vL5n'],
    ['with the end of a file in it', '7hG2kQ9x.key1W4mZ1bT6vR3n'],
    ['with the beginning of a JWT in it', '7hG2kQ9xW4eyJmZ1b.T6vR3n'],
    ['of a JWT with its signature', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhYjEifQ.7hG2kQ9xW4mZ1bT6vR3n'],
  ])('%s', (_, value) => {
    expect(looksRandom(value)).toBe(true);
  });

  it.each([
    ['of 15', 'aB3dE5fG7hJ9kL2'],
    ['of 15 and padding', 'aB3dE5fG7hJ9kL2='],
    ['of 15 and more padding', 'aB3dE5fG7hJ9kL2=='],
    ['of 14 and more padding', 'aB3dE5fG7hJ9kL=='],
    ['with its first digit at the 25th place', 'aBdkEfGhJkLmQzWvXyTrRsPN7KuVw'],
    ['without letters', '1839-5720_4857+2930/5716'],
    ['that is a UUID', '3f2504e0-4f89-41d3-9a0c-0305e82c3301'],
    ['that says it is of a test', 'test-7hG2kQ9xW4mZ1bT6vR3n'],
    ['that says so at its end', '7hG2kQ9xW4mZ1bT6vR3n_test'],
    ['that is a path', '/var/k9mRb2/q7W4zT8vL5n'],
    ['that is a path from here', './k9mRb2/q7W4zT8vL5nQ'],
    ['that is a path from above', '../k9mRb2/q7W4zT8vL5nQ'],
    ['that is a path from home', '~/k9mRb2/q7W4zT8vL5nQ'],
    ['that is a file of JavaScript', 'q7W4zT8vL5nQ9xK2.js'],
    ['that is a module', 'q7W4zT8vL5nQ9xK2.mjs'],
    ['that is a file of YAML', 'q7W4zT8vL5nQ9xK2.yml'],
    ['that is another file of YAML', 'q7W4zT8vL5nQ9xK2.yaml'],
    ['that is a digest', 'sha512-7hG2kQ9xW4mZ1bT6vR3n'],
    ['that is a publishable key', 'pk_live_7hG2kQ9xW4mZ1bT6vR3n'],
    ['that is a JWT without a signature', 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJhYjEifQ.'],
    ['that is a JWT without a signature and its dot', 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJhYjEifQ'],
    ['that is invented', 'example7hG2kQ9xW4mZ1bT6vR3n'],
    ['of 24 characters of which few are different', 'q7W4zK9mRb2q7W4zK9mRb2q7'],
    ['of 16 characters of which very few are different', 'q7W4zK9mq7W4zK9m'],
    ['of hex of six different digits', '1a4d7fa14f7d1d4a7f41d7fa'],
    ['of hex that is a text', Buffer.from('FishMapHunky!!!634').toString('hex')],
    ['of base64 that is a text', btoa('correct horse battery 4')],
    ['of words and small numbers', 'Correct-horse77-Battery-x1234'],
    ['of words and a long number', 'Horse-Batteries-20241122186-xY'],
    ['of a name with a digit in it', 'qhzkvt84wbmrxdplcnfgsjy'],
    ['with 0.20 changes of class', ELEVEN_CHANGES.replace('B84', 'b84')],
  ])('and not one %s', (_, value) => {
    expect(looksRandom(value)).toBe(false);
  });
});
