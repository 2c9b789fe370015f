import type { Range } from '../found.ts';
import type { Command, Redirect, Word } from './command.ts';
import { nameIndex } from './prefixes.ts';
import { programOf } from './program-of.ts';
import type { Dialect } from './read-commands.ts';
import { Scanner } from './scanner.ts';
import { isShell, scriptWords } from './shells.ts';

/** How deep substitutions, groups and scripts in words are read. What is deeper is text. */
const MOST_DEPTH = 12;

const PLAIN = /[^\s\\'"$`;|&()<>{]+/y;
const IN_DOUBLE_QUOTES = /[^\\"$`]+/y;
const BLANKS = /(?:[^\S\n]|\\\r?\n)+/y;
const REDIRECTION = /&>>?|>>|>\||>&|>|<<<|<<-?|<>|<&|</y;
const SEPARATOR = /&&|\|\||;;?&?|\|&?|&|\n/y;

/** A command that is being read. */
interface Draft {
  words: Word[];
  redirects: Redirect[];
}

interface HereDocument {
  readonly delimiter: string;
  readonly of: Draft;
}

/** Where a list of commands ends, and what its commands read. */
interface List {
  readonly end?: ')' | '`';
  readonly input: readonly Command[];
}

/** How a text is read that is a part of another. */
interface Reading {
  readonly dialect: Dialect;
  readonly depth: number;
  /** Turns ranges of the text into those of the whole script. */
  readonly place: (range: Range) => Range;
  /** How many characters may still be read a second time, as the words of `sh -c` are. */
  readonly again: { left: number };
}

/** Reads one text. It only ever goes forward, so that its time is linear. */
export class CommandReader {
  readonly #text: string;
  readonly #scanner: Scanner;
  readonly #reading: Reading;
  readonly #found: Command[] = [];
  #depth: number;
  #at = 0;
  #awaited: HereDocument[] = [];

  constructor(text: string, reading: Reading) {
    this.#text = text;
    this.#scanner = new Scanner(text);
    this.#reading = reading;
    this.#depth = reading.depth;
  }

  /** All commands of the text, in no order. */
  read(): Command[] {
    while (this.#at < this.#text.length) this.#list({ input: [] });
    return this.#found;
  }

  /** Reads up to the end of a list and over it; returns the commands whose output is the list's. */
  #list({ end, input }: List): Command[] {
    const output: Command[] = [];
    let draft: Draft = { words: [], redirects: [] };
    let stage: Command[] = [];
    let from = input;
    let cases = 0;

    const endCommand = () => {
      const first = draft.words[0]?.text;
      if (first === 'case') cases++;
      if (first === 'esac') cases = Math.max(0, cases - 1);
      const command = this.#command(draft, from);
      if (command) stage.push(command);
      draft = { words: [], redirects: [] };
    };
    const endPipeline = () => {
      endCommand();
      output.push(...stage);
      stage = [];
      from = input;
    };

    while (this.#at < this.#text.length) {
      if (this.#skip(BLANKS)) continue;
      const char = this.#text[this.#at];
      if (char === '#') {
        this.#at = this.#scanner.next('\n', this.#at);
      } else if (char === ')' || (char === '`' && end === '`')) {
        this.#at++;
        endCommand();
        if (char === end && cases === 0) break;
        endPipeline();
      } else if (char === '(') {
        if (this.#opensFunction(draft)) draft.words = [];
        else if (this.#depth >= MOST_DEPTH) this.#at++;
        else {
          endCommand();
          stage.push(...this.#nested(1, { end: ')', input: from }));
        }
      } else if (this.#redirection(draft)) {
        continue;
      } else if (this.#isSeparator()) {
        const separator = this.#take(SEPARATOR);
        if (separator === '|' || separator === '|&') {
          endCommand();
          from = stage;
          stage = [];
        } else {
          // Behind `|` a command may follow on the next line.
          const isAwaited =
            separator === '\n' && draft.words.length + draft.redirects.length + stage.length === 0;
          if (!isAwaited) endPipeline();
          if (separator === '\n') this.#hereDocuments();
        }
      } else {
        draft.words.push(this.#word(end));
        if (draft.words.at(-1)?.text === '[[') this.#condition(draft);
      }
    }
    endPipeline();
    return output;
  }

  /** The command of a draft, if it has one. */
  #command(draft: Draft, from: readonly Command[]): Command | undefined {
    const [first] = draft.words;
    const [name, ...rest] = draft.words.slice(nameIndex(draft.words));
    if (!first || !name) return undefined;
    const last = draft.words.at(-1) ?? first;
    const end = Math.max(last.range.end, ...draft.redirects.slice(-1).map(({ target }) => target.range.end));
    const range = { start: first.range.start, end };
    const command: Command = { words: [name, ...rest], redirects: draft.redirects, from, range };
    this.#found.push(command);
    for (const word of scriptWords(command.words)) this.#script(word);
    return command;
  }

  /** Reads a word as a script. Where it has escapes its commands have the place of the whole word. */
  #script({ text, range }: Word): void {
    const { again } = this.#reading;
    if (this.#depth >= MOST_DEPTH || text.startsWith('$(') || text.length > again.left) return;
    again.left -= text.length;
    const isVerbatim = range.end - range.start === text.length + 2;
    const place = ({ start, end }: Range): Range =>
      isVerbatim ? { start: range.start + 1 + start, end: range.start + 1 + end } : range;
    this.#readInto(text, place);
  }

  #readInto(text: string, place: (range: Range) => Range): void {
    const reader = new CommandReader(text, { ...this.#reading, depth: this.#depth + 1, place });
    for (const command of reader.read()) this.#found.push(command);
  }

  /** A word from here on; at least one character is taken. */
  #word(listEnd: List['end']): Word {
    const start = this.#at;
    const outputOf: Command[] = [];
    let text = '';
    for (;;) {
      const plain = this.#take(PLAIN);
      text += plain;
      const char = this.#text[this.#at];
      if (char === undefined) break;
      if (char === '\\') text += this.#escape();
      else if (char === "'") text += this.#singleQuoted();
      else if (char === '"') text += this.#doubleQuoted(outputOf);
      else if (char === '$') text += this.#dollar(outputOf);
      else if (char === '`') {
        if (listEnd === '`') break;
        text += this.#substitution(1, '`', outputOf);
      } else if (char === '{') text += this.#template();
      else if ((char === '<' || char === '>') && this.#text[this.#at + 1] === '(')
        text += this.#substitution(2, ')', outputOf);
      else break;
    }
    if (this.#at === start) text = this.#text[this.#at++] ?? '';
    return { text, range: this.#reading.place({ start, end: this.#at }), outputOf };
  }

  #escape(): string {
    const lineEnd = /\\\r?\n/y;
    if (this.#skip(lineEnd)) return '';
    const escaped = this.#text[this.#at + 1] ?? '';
    this.#at = Math.min(this.#at + 2, this.#text.length);
    return escaped;
  }

  /** An apostrophe without a partner is a letter: the text is prose then. */
  #singleQuoted(): string {
    const close = this.#scanner.next("'", this.#at + 1);
    if (close === this.#text.length) return this.#text[this.#at++] ?? '';
    const quoted = this.#text.slice(this.#at + 1, close);
    this.#at = close + 1;
    return quoted;
  }

  #doubleQuoted(outputOf: Command[]): string {
    let text = '';
    this.#at++;
    for (;;) {
      text += this.#take(IN_DOUBLE_QUOTES);
      const char = this.#text[this.#at];
      if (char === undefined) return text;
      if (char === '"') {
        this.#at++;
        return text;
      }
      if (char === '$') text += this.#dollar(outputOf);
      else if (char === '`') text += this.#substitution(1, '`', outputOf);
      else if ('"\\$`\r\n'.includes(this.#text[this.#at + 1] ?? '"')) text += this.#escape();
      else text += this.#text[this.#at++] ?? '';
    }
  }

  #dollar(outputOf: Command[]): string {
    const start = this.#at;
    let next = this.#text[start + 1];
    if (this.#reading.dialect === 'make') {
      if (next === '(' || next === '{') return this.#balanced(start + 1);
      if (next !== '$') return this.#to(start + 1);
      this.#at++;
      next = this.#text[start + 2];
    }
    if (this.#text.startsWith('${{', this.#at)) return this.#upTo('}}', 3);
    if (next === '{') return this.#balanced(this.#at + 1);
    if (next === '(' && this.#text[this.#at + 2] === '(') return this.#balanced(this.#at + 1);
    if (next === '(') return this.#substitution(2, ')', outputOf);
    return this.#to(this.#at + 1);
  }

  /** `{{ … }}` of a template, or a brace. */
  #template(): string {
    return this.#text[this.#at + 1] === '{' ? this.#upTo('}}', 2) : this.#to(this.#at + 1);
  }

  /** From here up to `close` on this line and over it; `open` characters when there is none. */
  #upTo(close: string, open: number): string {
    const place = this.#scanner.nextOnLine(close, this.#at + open);
    return this.#to(place === undefined ? this.#at + open : place + close.length);
  }

  /** From here over the bracket that closes the one at `open`, or to the end of the line. */
  #balanced(open: number): string {
    const end = this.#scanner.next('\n', open);
    let depth = 0;
    let at = open;
    for (; at < end; at++) {
      const char = this.#text[at];
      if (char === '(' || char === '{') depth++;
      if (char === ')' || char === '}') depth--;
      if (depth === 0) return this.#to(at + 1);
    }
    return this.#to(at);
  }

  /** `$(…)` and its like, whose opening is `open` characters long. */
  #substitution(open: number, end: ')' | '`', outputOf: Command[]): string {
    const start = this.#at;
    if (this.#depth >= MOST_DEPTH) return this.#to(start + open);
    outputOf.push(...this.#nested(open, { end, input: [] }));
    return this.#text.slice(start, this.#at);
  }

  #nested(open: number, list: List): Command[] {
    this.#at += open;
    this.#depth++;
    const output = this.#list(list);
    this.#depth--;
    return output;
  }

  /** Whether `name()` stands here; goes over its brackets then. */
  #opensFunction(draft: Draft): boolean {
    return draft.words.length > 0 && this.#skip(/\([^\S\n]*\)/y);
  }

  /** `[[ a < b || c ]]`: nothing in it is an operator of the shell. */
  #condition(draft: Draft): void {
    while (this.#at < this.#text.length && this.#text[this.#at] !== '\n') {
      if (this.#skip(BLANKS)) continue;
      const word = this.#word(undefined);
      draft.words.push(word);
      if (word.text === ']]') return;
    }
  }

  /** A redirection from here on goes into the draft. */
  #redirection(draft: Draft): boolean {
    const char = this.#text[this.#at];
    if (char !== '<' && char !== '>' && char !== '&') return false;
    if (char !== '&' && this.#text[this.#at + 1] === '(') return false;
    const start = this.#at;
    const operator = this.#take(REDIRECTION);
    if (operator === '') return false;
    const descriptor = this.#descriptor(draft, start);
    this.#skip(BLANKS);
    const isEnd = /[\n;|&()]/.test(this.#text[this.#at] ?? '\n');
    if (isEnd) return true;
    const target = this.#word(undefined);
    if (operator === '<<' || operator === '<<-') {
      if (/^[A-Za-z_]/.test(target.text)) this.#awaited.push({ delimiter: target.text, of: draft });
    } else draft.redirects.push({ operator, target, ...(descriptor !== undefined && { descriptor }) });
    return true;
  }

  /** Takes the number off the draft that ends at `end`, where the operator of a redirection begins. */
  #descriptor({ words }: Draft, end: number): string | undefined {
    const last = words.at(-1);
    const isNumber =
      last?.range.end === this.#reading.place({ start: end, end }).end && /^\d+$/.test(last.text);
    return isNumber ? words.pop()?.text : undefined;
  }

  /** Goes over the here-documents that begin on this line; one that nothing ends is none. */
  #hereDocuments(): void {
    const awaited = this.#awaited;
    this.#awaited = [];
    for (const { delimiter, of } of awaited) {
      const close = this.#scanner.lineBehind(delimiter, this.#at);
      if (close === undefined) continue;
      const start = this.#at;
      const isScript = isShell(programOf(of.words[nameIndex(of.words)]?.text ?? ''));
      if (isScript && this.#depth < MOST_DEPTH) {
        const place = (range: Range) =>
          this.#reading.place({ start: start + range.start, end: start + range.end });
        this.#readInto(this.#text.slice(start, close), place);
      }
      this.#at = this.#scanner.next('\n', close);
    }
  }

  #isSeparator(): boolean {
    return ';|&\n'.includes(this.#text[this.#at] ?? ' ');
  }

  #to(end: number): string {
    const start = this.#at;
    this.#at = Math.min(end, this.#text.length);
    return this.#text.slice(start, this.#at);
  }

  /** What `pattern`, which is sticky, takes from here on. */
  #take(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const taken = pattern.exec(this.#text)?.[0] ?? '';
    this.#at += taken.length;
    return taken;
  }

  #skip(pattern: RegExp): boolean {
    return this.#take(pattern) !== '';
  }
}
