import { expect } from '@jest/globals';

interface Told {
  readonly message: string;
  readonly remedy: string;
}

/** What was found, after holding that it says what is wrong and what to do, with a value in every place for one. */
export function expectLegible<T extends Told>(findings: readonly T[]): readonly T[] {
  for (const { message, remedy } of findings) {
    if (!isSentence(message) || !isSentence(remedy)) expect({ message, remedy }).toBe('sentences');
  }
  return findings;
}

const isSentence = (text: string): boolean =>
  /^\S.{8,}\S$/su.test(text) && !/\b(?:undefined|NaN)\b|\[object |``/u.test(text);
