import type { Command, Word } from './command.ts';

const WRITES = /^(?:&?>>?|>\||>&)$/;

/** The file that a command's output goes into; absent where it goes to a terminal, a pipe or nowhere. What it says of faults does not count. */
export const outputFile = ({ redirects }: Command): Word | undefined =>
  redirects.findLast(
    ({ operator, descriptor = '1', target }) =>
      descriptor === '1' && WRITES.test(operator) && !/^(?:\d+|-|\/dev\/.*)$/.test(target.text),
  )?.target;
