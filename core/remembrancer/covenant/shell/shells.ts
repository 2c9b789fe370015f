import type { Word } from './command.ts';
import { programOf } from './program-of.ts';

const SHELL = /^(?:[abckz]|da|fi|tc|mk)?sh$|^bash$/;

/** Whether a program is a shell. */
export const isShell = (program: string): boolean => SHELL.test(program);

const SHORT_OPTIONS = /^-[A-Za-z]*$/;

/** The words that a shell among `words` is given as a script, as `sh -ec 'make'` and `su user -c 'make'` are. */
export function scriptWords(words: readonly Word[]): Word[] {
  const found = words.flatMap(({ text }, at) => {
    const program = programOf(text);
    if (program === 'su') return behindC(words, at + 1, () => true);
    return isShell(program) ? behindC(words, at + 1, (word) => SHORT_OPTIONS.test(word)) : [];
  });
  return [...new Set(found)];
}

function behindC(words: readonly Word[], from: number, mayPass: (word: string) => boolean): Word[] {
  for (let at = from; at < words.length && at < from + 8; at++) {
    const text = words[at]?.text ?? '';
    if (SHORT_OPTIONS.test(text) && text.endsWith('c')) return words.slice(at + 1, at + 2);
    if (/^-[A-Za-z]*o$/.test(text)) at++;
    else if (!mayPass(text)) return [];
  }
  return [];
}
