import { printable } from '../../../common/printable.ts';
import { shortened } from '../../../common/shortened.ts';
import type { Notice } from '../covenant-result.ts';

/** So much of what is said of one thing is legible; a message can name what a hostile file has in it. */
const LONGEST = 1000;

/** What is wrong and what to do about it, on one line. */
export const sentenceOf = ({ message, remedy }: Notice): string =>
  shortened(`${asSentence(message)} ${asSentence(remedy)}`, LONGEST);

const asSentence = (text: string): string =>
  printable(text)
    .trim()
    .replace(/[.!?]?$/u, (end) => end || '.');
