import { sha256Hex } from '../../common/sha256.ts';
import type { Range } from './found.ts';
import type { TreeFile } from './tree/tree.ts';
import { readYaml, type YamlReading } from './yaml/read-yaml.ts';

/** How much of a file's beginning tells whether it is binary, as git looks. */
const SNIFFED_BYTES = 8000;

/** The nodes of a YAML file take about so many times the memory of its bytes. */
const YAML_WEIGHT = 30;

/** A file with its bytes, and what is made of them when a rule first asks. */
export class FileText {
  readonly file: TreeFile;
  readonly bytes: Buffer;
  #text: string | undefined;
  #lines: readonly number[] | undefined;
  #yaml: YamlReading | undefined;
  #sha256: string | undefined;
  #isPlainUtf8: boolean | undefined;

  constructor(file: TreeFile, bytes: Uint8Array) {
    this.file = file;
    this.bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get path(): string {
    return this.file.path;
  }

  /** About how many bytes of memory it takes, with what was made of it so far. */
  get weight(): number {
    const { length } = this.bytes;
    return (
      length + (this.#text === undefined ? 0 : length) + (this.#yaml === undefined ? 0 : YAML_WEIGHT * length)
    );
  }

  /** Of the bytes, in hex. */
  get sha256(): string {
    return (this.#sha256 ??= sha256Hex(this.bytes));
  }

  /** Whether it is no text: there is a NUL in its beginning, and it is not marked as UTF-16. */
  get isBinary(): boolean {
    return this.#encoding === 'utf-8' && this.bytes.subarray(0, SNIFFED_BYTES).includes(0);
  }

  /** To look for ASCII in: one character per byte, which is faster to make than `text`; of UTF-16 the text. */
  get latin1(): string {
    return this.#encoding === 'utf-8' ? this.bytes.toString('latin1') : this.text;
  }

  /** The bytes of `latin1`: those of the file and, of UTF-16, of each code unit the lower one. */
  get latin1Bytes(): Buffer {
    return this.#encoding === 'utf-8' ? this.bytes : Buffer.from(this.text, 'latin1');
  }

  /** The text, with U+FFFD for what is no text, and without a byte order mark. */
  get text(): string {
    return (this.#text ??= new TextDecoder(this.#encoding).decode(this.bytes));
  }

  /** Whether `text` is all there is, so that what is written back loses nothing: UTF-8 without a byte order mark. */
  get isPlainUtf8(): boolean {
    return (this.#isPlainUtf8 ??= Buffer.from(this.text).equals(this.bytes));
  }

  /** The text as YAML, of all its documents. */
  get yaml(): YamlReading {
    return (this.#yaml ??= readYaml(this.text));
  }

  /** The ranges of the lines of the text, without what ends them (LF, or CR LF). */
  get lines(): readonly Range[] {
    const { text } = this;
    return this.#starts.map((start, n) => {
      const next = this.#starts[n + 1];
      if (next === undefined) return { start, end: text.length };
      return { start, end: text[next - 2] === '\r' && next - 2 >= start ? next - 2 : next - 1 };
    });
  }

  /** Line and column of a place in the text, both from 1; columns are UTF-16 code units, as SARIF and GitHub count them. */
  positionOf(offset: number): { readonly line: number; readonly column: number } {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#starts[middle] ?? Infinity) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (this.#starts[low] ?? 0) + 1 };
  }

  get #starts(): readonly number[] {
    if (this.#lines !== undefined) return this.#lines;
    const starts = [0];
    for (let at = this.text.indexOf('\n'); at !== -1; at = this.text.indexOf('\n', at + 1))
      starts.push(at + 1);
    return (this.#lines = starts);
  }

  get #encoding(): 'utf-8' | 'utf-16le' | 'utf-16be' {
    const [first, second] = this.bytes;
    if (first === 0xff && second === 0xfe) return 'utf-16le';
    return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  }
}
