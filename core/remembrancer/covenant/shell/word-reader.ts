import type { Range } from '../found.ts';
import type { Command, Word } from './command.ts';
import type { Dialect } from './read-commands.ts';
import type { TextCursor } from './text-cursor.ts';

/** What ends the list of commands in a substitution. */
export type ListEnd = ')' | '`';

interface Surroundings {
  readonly dialect: Dialect;
  /** Turns ranges of the text into those of the whole script. */
  readonly place: (range: Range) => Range;
  /** Reads the list of a substitution behind its opening, or nothing of it; returns the commands whose output it has. */
  readonly substitute: (end: ListEnd) => readonly Command[];
}

const PLAIN = /[^\s\\'"$`;|&()<>{]+/y;
const IN_DOUBLE_QUOTES = /[^\\"$`]+/y;
const LINE_END = /\\\r?\n/y;

/** Reads words with their quotes, escapes, expansions and substitutions. */
export class WordReader {
  readonly #cursor: TextCursor;
  readonly #surroundings: Surroundings;

  constructor(cursor: TextCursor, surroundings: Surroundings) {
    this.#cursor = cursor;
    this.#surroundings = surroundings;
  }

  /** A word from here on, in a list that `listEnd` ends; at least one character is taken. */
  read(listEnd?: ListEnd): Word {
    const cursor = this.#cursor;
    const start = cursor.at;
    const outputOf: Command[] = [];
    let text = '';
    for (;;) {
      text += cursor.match(PLAIN);
      const char = cursor.here;
      if (char === undefined) break;
      if (char === '\\') text += this.#escape();
      else if (char === "'") text += this.#singleQuoted();
      else if (char === '"') text += this.#doubleQuoted(outputOf);
      else if (char === '$') text += this.#dollar(outputOf);
      else if (char === '`') {
        if (listEnd === '`') break;
        text += this.#substitution(1, '`', outputOf);
      } else if (char === '{') text += this.#template();
      else if ((char === '<' || char === '>') && cursor.next === '(')
        text += this.#substitution(2, ')', outputOf);
      else break;
    }
    if (cursor.at === start) text = cursor.take();
    return { text, range: this.#surroundings.place({ start, end: cursor.at }), outputOf };
  }

  #escape(): string {
    return this.#cursor.skip(LINE_END) ? '' : this.#cursor.take(2).slice(1);
  }

  /** An apostrophe without a partner is a letter: the text is prose then. */
  #singleQuoted(): string {
    return this.#cursor.takeThrough("'", 1)?.slice(1, -1) ?? this.#cursor.take();
  }

  #doubleQuoted(outputOf: Command[]): string {
    const cursor = this.#cursor;
    let text = '';
    cursor.take();
    for (;;) {
      text += cursor.match(IN_DOUBLE_QUOTES);
      const char = cursor.here;
      if (char === undefined) return text;
      if (char === '"') {
        cursor.take();
        return text;
      }
      if (char === '$') text += this.#dollar(outputOf);
      else if (char === '`') text += this.#substitution(1, '`', outputOf);
      else if ('"\\$`\r\n'.includes(cursor.next ?? '"')) text += this.#escape();
      else text += cursor.take();
    }
  }

  #dollar(outputOf: Command[]): string {
    const cursor = this.#cursor;
    if (this.#surroundings.dialect === 'make') {
      if (cursor.next === '(' || cursor.next === '{') return cursor.takeBalanced();
      if (cursor.next !== '$') return cursor.take();
      cursor.take();
    }
    if (cursor.startsWith('${{')) return cursor.takeThroughOnLine('}}', 3);
    if (cursor.startsWith('${') || cursor.startsWith('$((')) return cursor.takeBalanced();
    if (cursor.startsWith('$(')) return this.#substitution(2, ')', outputOf);
    return cursor.take();
  }

  /** `{{ … }}` of a template, or a brace. */
  #template(): string {
    return this.#cursor.next === '{' ? this.#cursor.takeThroughOnLine('}}', 2) : this.#cursor.take();
  }

  /** `$(…)` and its like, whose opening is `open` characters long. */
  #substitution(open: number, end: ListEnd, outputOf: Command[]): string {
    const start = this.#cursor.at;
    this.#cursor.take(open);
    for (const command of this.#surroundings.substitute(end)) outputOf.push(command);
    return this.#cursor.since(start);
  }
}
