import { describe, expect, it } from '@jest/globals';

import { namedPath } from '../../../../../../../core/remembrancer/covenant/rules/integrity/status/named-path.ts';
import { processorTime } from '../processor-time.ts';

describe('the path in code marks', () => {
  it.each([
    ['test/a.test.ts', 'test/a.test.ts'],
    ['test/a.test.ts:12-14', 'test/a.test.ts'],
    ['test/a.test.ts#names', 'test/a.test.ts'],
    ['test/a_test.py::TestA::test_b', 'test/a_test.py'],
    ['test/a.test.ts:12', 'test/a.test.ts'],
    ['test/a.test.ts:12:7', 'test/a.test.ts'],
    ['test/a.test.ts:12x', 'test/a.test.ts:12x'],
    ['a.test.ts', 'a.test.ts'],
    ['a.c', 'a.c'],
    ['…/a', '…/a'],
    ['v1.20', undefined],
    ['a!b.ts', undefined],
    ['a.ts!', undefined],
    ['a.abcdefghijk', undefined],
    ['npm test', undefined],
    ['works', undefined],
    ['', undefined],
    ['  a/b  ', 'a/b'],
    ['npm test/a', undefined],
    ['a/b()', undefined],
    ['https://a.example/b', undefined],
    [`a/${'b'.repeat(998)}`, `a/${'b'.repeat(998)}`],
    [`a/${'b'.repeat(999)}`, undefined],
  ])('of %s is %s', (text, path) => {
    expect(namedPath(text)).toBe(path);
  });

  it('is looked for in a moment, whatever stands behind it', async () => {
    const text = `a${'#'.repeat(500_000)}\u2028x`;
    expect(await processorTime(() => Promise.resolve(namedPath(text)))).toBeLessThan(1000);
  });
});
