import { equalBytes } from '../../../../core/common/bytes.ts';

/** Which bytes: every `stride`-th from `offset` on. */
export interface Sample {
  readonly stride: number;
  readonly offset: number;
}

export interface Change {
  /** What was done, and where. */
  readonly name: string;
  readonly at: number;
  readonly bytes: Uint8Array;
}

type Mutate = (bytes: Uint8Array, at: number) => Uint8Array;

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/**
 * The last bit of the byte turned over. For a character of base64 it is the last bit of its value: that gives another
 * letter or digit, in hex and in numbers too, so that what changes is what the text says and not whether it can be read.
 */
function another(byte: number): number {
  const value = ALPHABET.indexOf(String.fromCharCode(byte));
  return value === -1 ? byte ^ 1 : ALPHABET.charCodeAt(value ^ 1);
}

/** A letter in the other case: a lenient reader of hex or of names would take it for the same. */
const otherCase = (byte: number): number => (/[a-z]/i.test(String.fromCharCode(byte)) ? byte ^ 0x20 : byte);

/**
 * What is done to a byte. One other value is enough: to a digest or a signature all values are equally wrong, and a reader
 * that does not look at a byte does not see this one either. To leave it out, or to have it twice, also moves what follows.
 */
const MUTATIONS: Readonly<Record<string, Mutate>> = {
  another: (bytes, at) => bytes.with(at, another(bytes[at]!)),
  'in the other case': (bytes, at) => bytes.with(at, otherCase(bytes[at]!)),
  'left out': (bytes, at) => Uint8Array.of(...bytes.subarray(0, at), ...bytes.subarray(at + 1)),
  twice: (bytes, at) => Uint8Array.of(...bytes.subarray(0, at + 1), ...bytes.subarray(at)),
};

/** What becomes of `bytes` when one byte is another, left out, or there twice; what is the same bytes again is passed over. */
export function* changesOf(bytes: Uint8Array, { stride, offset }: Sample): Generator<Change> {
  for (let at = offset % stride; at < bytes.length; at += stride) {
    for (const [what, mutate] of Object.entries(MUTATIONS)) {
      const changed = mutate(bytes, at);
      if (!equalBytes(changed, bytes)) yield { name: `byte ${at} ${what}`, at, bytes: changed };
    }
  }
}
