import { expect, it } from '@jest/globals';
import { Masker } from '../../../../sandbox/runner/job/masker.ts';

it('masks a secret, each of its lines, and the longest first', () => {
  const masker = new Masker();
  masker.add('key');
  masker.add('keyring');
  masker.add('one\n\n  two\r\nthree');
  expect(masker.mask('a keyring and a key')).toBe('a *** and a ***');
  expect(masker.mask('one, two, three')).toBe('***, two, ***');
  expect(masker.mask('x  two')).toBe('x***');
});

it('ignores empty secrets, which would mask everything', () => {
  const masker = new Masker();
  masker.add('');
  masker.add(' \n ');
  expect(masker.mask('a b')).toBe('a b');
  expect(masker.hasSecret('a b')).toBe(false);
});
