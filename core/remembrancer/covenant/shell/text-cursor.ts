import { Scanner } from './scanner.ts';

/**
 * A place in a text that only ever goes forward. What is taken is returned, and the place is behind it then; behind the
 * end of the text there is nothing to take. All that is taken of a text takes time linear in its length.
 */
export class TextCursor {
  readonly #text: string;
  readonly #scanner: Scanner;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
    this.#scanner = new Scanner(text);
  }

  /** How many characters were taken. */
  get at(): number {
    return this.#at;
  }

  get isAtEnd(): boolean {
    return this.#at === this.#text.length;
  }

  /** The character here. */
  get here(): string | undefined {
    return this.#text[this.#at];
  }

  /** The character behind the one here. */
  get next(): string | undefined {
    return this.#text[this.#at + 1];
  }

  /** Whether `text` stands here. */
  startsWith(text: string): boolean {
    return this.#text.startsWith(text, this.#at);
  }

  /** What was taken since the cursor was at `start`. */
  since(start: number): string {
    return this.#text.slice(start, this.#at);
  }

  /** Takes what `pattern`, which is sticky, finds here; nothing when it finds nothing. */
  match(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? '';
    this.#at += found.length;
    return found;
  }

  /** Goes over what `pattern`, which is sticky, finds here; whether that is anything. */
  skip(pattern: RegExp): boolean {
    return this.match(pattern) !== '';
  }

  /** Takes `count` characters, or those that are left. */
  take(count = 1): string {
    return this.#to(this.#at + count);
  }

  /** Takes the rest of the line, without its end. */
  takeLine(): string {
    return this.#to(this.#scanner.next('\n', this.#at));
  }

  /** Takes what stands before the first line that is `line` but for blanks around it; nothing when there is none. */
  takeUpToLine(line: string): string | undefined {
    const place = this.#scanner.lineBehind(line, this.#at);
    return place === undefined ? undefined : this.#to(place);
  }

  /** Takes `open` characters and all through the next `close`; nothing when there is none. */
  takeThrough(close: string, open: number): string | undefined {
    const place = this.#scanner.next(close, this.#at + open);
    return place === this.#text.length ? undefined : this.#to(place + close.length);
  }

  /** Takes `open` characters and all through the next `close` on this line; the characters alone when there is none. */
  takeThroughOnLine(close: string, open: number): string {
    const place = this.#scanner.nextOnLine(close, this.#at + open);
    return place === undefined ? this.take(open) : this.#to(place + close.length);
  }

  /** Takes the character here and all from the bracket behind it through the one that closes that, or to the end of the line. */
  takeBalanced(): string {
    const open = this.#at + 1;
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

  #to(end: number): string {
    const start = this.#at;
    this.#at = Math.min(end, this.#text.length);
    return this.#text.slice(start, this.#at);
  }
}
