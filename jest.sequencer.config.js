import TestSequencer from '@jest/test-sequencer';

/** Files that take minutes, much of it waiting: begun first, so that none of them runs alone at the end. */
const LONG = [
  '/test/interop/options-ring/',
  '/test/interop/spawn-make.test.ts',
  '/test/interop/spawn-readme.test.ts',
  '/test/templates/contract/',
  '/test/templates/options.integration.test.ts',
  '/test/e2e/outages/',
  '/test/app/decisions/concurrent-merges.integration.test.ts',
];

const isLong = ({ path }) => LONG.some((part) => path.includes(part));

/** Jest's own order, by what it knows of earlier runs, else by size of file, after the long ones. */
export default class LongestFirst extends TestSequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    return [...sorted.filter(isLong), ...sorted.filter((test) => !isLong(test))];
  }
}
