import { VaultMeshError } from '../../../common/error.ts';

/** Vectors of single words. */
export interface WordVectors {
  readonly dimensions: number;
  readonly of: ReadonlyMap<string, Float32Array>;
}

const MOST_DIMENSIONS = 2048;
/** No line of 2048 numbers is as long. */
const LONGEST_LINE = 65_536;
const HEADER = /^\d+ \d+$/u;

/**
 * Reads word vectors as GloVe writes them, and word2vec in its text format: a word and its numbers to a line, with a space between
 * them; word2vec's first line says how many words and numbers there are. Of a file of any size only the `wanted` words are kept.
 * Throws `usage` for what is no such file, and when it has none of these words.
 */
export async function readWordVectors(
  chunks: AsyncIterable<string>,
  wanted: ReadonlySet<string>,
): Promise<WordVectors> {
  const vectors = new Map<string, Float32Array>();
  let dimensions: number | undefined;
  let number = 0;
  for await (const line of linesOf(chunks)) {
    number += 1;
    if (number === 1) dimensions = dimensionsIn(line);
    if (number === 1 && HEADER.test(line)) continue;
    const word = line.slice(0, Math.max(0, line.indexOf(' ')));
    if (!wanted.has(word) || vectors.has(word)) continue;
    vectors.set(word, vectorIn(line.slice(word.length + 1), dimensions, number));
  }
  if (dimensions !== undefined && vectors.size > 0) return { dimensions, of: vectors };
  throw new VaultMeshError(
    'usage',
    'The word vectors have none of the words of the question and the records: give a file of word vectors of English.',
  );
}

/** How many numbers a line has, by the first one. */
function dimensionsIn(line: string): number {
  const parts = line.split(' ');
  const dimensions = HEADER.test(line) ? Number(parts[1]) : parts.length - 1;
  if (dimensions >= 2 && dimensions <= MOST_DIMENSIONS) return dimensions;
  throw unreadable(1, `has a vector of ${dimensions} numbers, where 2 to ${MOST_DIMENSIONS} are expected`);
}

function vectorIn(text: string, dimensions: number | undefined, line: number): Float32Array {
  const numbers = text.split(' ');
  if (numbers.length !== dimensions) {
    throw unreadable(line, `has ${numbers.length} numbers, where the first one has ${dimensions}`);
  }
  const vector = Float32Array.from(numbers, (each) => (each === '' ? Number.NaN : Number(each)));
  if (vector.every(Number.isFinite)) return vector;
  throw unreadable(line, 'has something that is not a number');
}

async function* linesOf(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = '';
  let number = 0;
  for await (const chunk of chunks) {
    const lines = `${rest}${chunk}`.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      number += 1;
      yield trimmed(line, number);
    }
    if (rest.length > LONGEST_LINE) trimmed(rest, number + 1);
  }
  if (rest !== '') yield trimmed(rest, number + 1);
}

/** A line without what word2vec and Windows end it with. */
function trimmed(line: string, number: number): string {
  if (line.length <= LONGEST_LINE) return line.trimEnd();
  throw unreadable(number, `is longer than ${LONGEST_LINE} characters`);
}

const unreadable = (line: number, fault: string): VaultMeshError =>
  new VaultMeshError(
    'usage',
    `Line ${line} of the word vectors ${fault}: give a file in the text format of GloVe or word2vec ("word v1 … vn" on each line), ` +
      'not a binary or a packed one.',
  );
