/** Finds places in a text. However often it is asked, all answers together take time linear in the text. */
export class Scanner {
  readonly text: string;
  readonly #next = new Map<string, number>();
  #lines: ReadonlyMap<string, readonly number[]> | undefined;

  constructor(text: string) {
    this.text = text;
  }

  /** The first place of `token` at or behind `from`, or the end of the text. `from` never goes back for a token. */
  next(token: string, from: number): number {
    const known = this.#next.get(token);
    if (known !== undefined && known >= from) return known;
    const found = this.text.indexOf(token, from);
    const place = found === -1 ? this.text.length : found;
    this.#next.set(token, place);
    return place;
  }

  /** The first place of `token` at or behind `from` on the same line; `undefined` when it has none. */
  nextOnLine(token: string, from: number): number | undefined {
    const place = this.next(token, from);
    return place < this.next('\n', from) ? place : undefined;
  }

  /** Where the first line begins, at or behind `from`, that is `line` but for blanks around it. */
  lineBehind(line: string, from: number): number | undefined {
    const places = (this.#lines ??= this.#readLines()).get(line) ?? [];
    let low = 0;
    let high = places.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((places[middle] ?? 0) < from) low = middle + 1;
      else high = middle;
    }
    return places[low];
  }

  #readLines(): ReadonlyMap<string, readonly number[]> {
    const places = new Map<string, number[]>();
    for (let start = 0; start < this.text.length;) {
      const end = this.#endOfLine(start);
      const line = this.text.slice(start, end).trim();
      const known = places.get(line);
      if (known) known.push(start);
      else places.set(line, [start]);
      start = end + 1;
    }
    return places;
  }

  #endOfLine(start: number): number {
    const end = this.text.indexOf('\n', start);
    return end === -1 ? this.text.length : end;
  }
}
