import { expect, it } from '@jest/globals';
import { splitWords } from '../../../app/commands/split-words.ts';

it('splits at white space and keeps quoted words together', () => {
  expect(splitWords('  a   "b c" d="e f"  ')).toEqual({ words: ['a', 'b c', 'd=e f'] });
  expect(splitWords('""')).toEqual({ words: [''] });
  expect(splitWords('   ')).toEqual({ words: [] });
});

it('tells where a quotation is not closed', () => {
  expect(splitWords('a "b c')).toEqual({ unclosed: '"b c' });
});

it('needs no more time for a long line than for a short one, letter by letter', () => {
  const before = process.cpuUsage();
  splitWords(`${'a'.repeat(60_000)}"`);
  splitWords('"'.repeat(60_001));
  // Of this process, so that what else the machine does is not counted.
  expect(process.cpuUsage(before).user).toBeLessThan(1_000_000);
});
