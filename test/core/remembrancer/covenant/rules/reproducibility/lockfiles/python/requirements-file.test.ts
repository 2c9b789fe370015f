import { describe, expect, it } from '@jest/globals';

import { requirementsFile } from '../../../../../../../../core/remembrancer/covenant/rules/reproducibility/lockfiles/python/requirements-file.ts';
import { processorTime } from '../../../integrity/processor-time.ts';

describe('a requirements.txt', () => {
  it.each([
    'a==1.2.3 --hash=sha256:0\n',
    'a===1.2.3 --hash=sha256:0\n',
    'a == 1.2.3 --hash=sha256:0 # why\n',
    'a==1.2.3 ; python_version == "3.9" --hash=sha256:0\n',
    'a==1.2.3 \\\n  --hash=sha256:0 \\\n  --hash=sha256:1\n',
    'a @ https://a.example/a.whl --hash=sha256:0\n',
    '  \n\t# why\n  a==1.2.3 --hash=sha256:0',
    '-r b.txt\n.\n./a\n../a\n/a\n.[dev]\na==1.2.3 --hash sha256:0\n',
  ])('has an exact version and a digest in %j', (text) => {
    expect(requirementsFile(text)).toEqual({ count: 1 });
  });

  it.each([
    'a\n',
    'a==1.2.3\n',
    'a>=1 --hash=sha256:0\n',
    'a==1.* --hash=sha256:0\n',
    'a==1 # --hash=sha256:0\n',
  ])('lacks one in %j', (text) => {
    expect(requirementsFile(text)).toMatchObject({ count: 1, open: { range: { start: 0 } } });
  });

  it.each([
    ['a==1 --hash=sha256:0\nsix >= 1\n', 2, 'six', 21, 29],
    ['six\r\nidna\r\n', 2, 'six', 0, 3],
    ['six\\\n>=1\n', 1, 'six>=1', 0, 4],
    ['six\\', 1, 'six', 0, 4],
    ['six\\\n>=\\\n1\\', 1, 'six>=1', 0, 4],
    ['six\\\n', 1, 'six', 0, 4],
    ['six\rb\n', 1, 'six', 0, 5],
  ])('has an open one where it begins: %j', (text, count, open, start, end) => {
    expect(requirementsFile(text)).toEqual({ count, open: { text: open, range: { start, end } } });
  });

  it.each([
    ['equals signs', `a${'='.repeat(500_000)}* --hash=sha256:0\n`],
    ['comments before a line separator', `a${' #'.repeat(500_000)}\u2028x\n`],
  ])('takes time in proportion to a line of %s', async (_, text) => {
    expect(await processorTime(() => Promise.resolve(requirementsFile(text)))).toBeLessThan(2000);
  });
});
