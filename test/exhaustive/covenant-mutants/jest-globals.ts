/** What the tests of the covenant take of `@jest/globals`, of mocha and Jest's own parts. */
import { expect } from 'expect';
import fc from 'fast-check';
import { bind } from 'jest-each';

type Mocha = Record<
  'after' | 'afterEach' | 'before' | 'beforeEach' | 'describe' | 'it',
  Parameters<typeof bind>[0]
>;

// The same values for each mutant: what survives one run would else be killed by the next.
fc.configureGlobal({ seed: 1, numRuns: 25 });

const mocha = globalThis as unknown as Mocha;

export const { after: afterAll, afterEach, before: beforeAll, beforeEach } = mocha;
export const it = Object.assign(mocha.it, { each: bind(mocha.it, false) });
export const describe = Object.assign(mocha.describe, { each: bind(mocha.describe, false) });
export { expect };
