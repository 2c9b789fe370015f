import type { Range } from '../found.ts';
import type { Command, Redirect, Word } from './command.ts';
import { nameIndex } from './prefixes.ts';
import { programOf } from './program-of.ts';
import type { Dialect } from './read-commands.ts';
import { isShell, scriptWords } from './shells.ts';
import { TextCursor } from './text-cursor.ts';
import { type ListEnd, WordReader } from './word-reader.ts';

/** How deep substitutions, groups and scripts in words are read. What is deeper is text. */
const MOST_DEPTH = 12;

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
  readonly end?: ListEnd;
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

/** Reads the commands of one text. It only ever goes forward, so that its time is linear. */
export class CommandReader {
  readonly #cursor: TextCursor;
  readonly #words: WordReader;
  readonly #reading: Reading;
  readonly #found: Command[] = [];
  #depth: number;
  #awaited: HereDocument[] = [];

  constructor(text: string, reading: Reading) {
    this.#cursor = new TextCursor(text);
    this.#words = new WordReader(this.#cursor, {
      dialect: reading.dialect,
      place: reading.place,
      substitute: (end) => (this.#isDeepest() ? [] : this.#nested({ end, input: [] })),
    });
    this.#reading = reading;
    this.#depth = reading.depth;
  }

  /** All commands of the text, in no order. */
  read(): Command[] {
    while (!this.#cursor.isAtEnd) this.#list({ input: [] });
    return this.#found;
  }

  /** Reads up to the end of a list and over it; returns the commands whose output is the list's. */
  #list({ end, input }: List): Command[] {
    const cursor = this.#cursor;
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
      for (const command of stage) output.push(command);
      stage = [];
      from = input;
    };

    while (!cursor.isAtEnd) {
      if (cursor.skip(BLANKS)) continue;
      const char = cursor.here;
      if (char === '#') {
        cursor.takeLine();
      } else if (char === ')' || (char === '`' && end === '`')) {
        cursor.take();
        endCommand();
        if (char === end && cases === 0) break;
        endPipeline();
      } else if (char === '(') {
        if (this.#opensFunction(draft)) draft.words = [];
        else {
          cursor.take();
          if (this.#isDeepest()) continue;
          endCommand();
          for (const command of this.#nested({ end: ')', input: from })) stage.push(command);
        }
      } else if (this.#redirection(draft)) {
        continue;
      } else if (this.#isSeparator()) {
        const separator = cursor.match(SEPARATOR);
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
        draft.words.push(this.#words.read(end));
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
    if (this.#isDeepest() || text.startsWith('$(') || text.length > again.left) return;
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

  #isDeepest(): boolean {
    return this.#depth >= MOST_DEPTH;
  }

  #nested(list: List): Command[] {
    this.#depth++;
    const output = this.#list(list);
    this.#depth--;
    return output;
  }

  /** Whether `name()` stands here; goes over its brackets then. */
  #opensFunction(draft: Draft): boolean {
    return draft.words.length > 0 && this.#cursor.skip(/\([^\S\n]*\)/y);
  }

  /** `[[ a < b || c ]]`: nothing in it is an operator of the shell. */
  #condition(draft: Draft): void {
    while (!this.#cursor.isAtEnd && this.#cursor.here !== '\n') {
      if (this.#cursor.skip(BLANKS)) continue;
      const word = this.#words.read();
      draft.words.push(word);
      if (word.text === ']]') return;
    }
  }

  /** A redirection from here on goes into the draft. */
  #redirection(draft: Draft): boolean {
    const cursor = this.#cursor;
    const char = cursor.here;
    if (char !== '<' && char !== '>' && char !== '&') return false;
    if (char !== '&' && cursor.next === '(') return false;
    const start = cursor.at;
    const operator = cursor.match(REDIRECTION);
    if (operator === '') return false;
    const descriptor = this.#descriptor(draft, start);
    cursor.skip(BLANKS);
    const isEnd = /[\n;|&()]/.test(cursor.here ?? '\n');
    if (isEnd) return true;
    const target = this.#words.read();
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
      const start = this.#cursor.at;
      const text = this.#cursor.takeUpToLine(delimiter);
      if (text === undefined) continue;
      const isScript = isShell(programOf(of.words[nameIndex(of.words)]?.text ?? ''));
      if (isScript && !this.#isDeepest()) {
        const place = (range: Range) =>
          this.#reading.place({ start: start + range.start, end: start + range.end });
        this.#readInto(text, place);
      }
      this.#cursor.takeLine();
    }
  }

  #isSeparator(): boolean {
    return ';|&\n'.includes(this.#cursor.here ?? ' ');
  }
}
