import type { FileText } from '../../../../file-text.ts';
import type { Range } from '../../../../found.ts';

/** An instruction of a Dockerfile. */
export interface Instruction {
  /** In capitals; of `ONBUILD` what follows it. */
  readonly keyword: string;
  /** What is behind the keyword, in the order of the file, split at white space; of a heredoc only its first line. */
  readonly words: readonly Word[];
}

export interface Word extends Range {
  readonly text: string;
}

/** Words of a long `RUN` beyond this are not kept: what names an image is at the beginning. */
const MOST_WORDS = 1000;

/**
 * The instructions of a Dockerfile, with lines joined by the escape character of its directive, without comments and the
 * bodies of heredocs. Follows docs.docker.com/reference/dockerfile.
 */
export function readDockerfile(file: FileText): readonly Instruction[] {
  const { text, lines } = file;
  const escape = escapeOf(text);
  const instructions: Instruction[] = [];
  for (let n = 0; n < lines.length; n++) {
    const words: Word[] = [];
    let isContinued = true;
    for (; isContinued; n++) {
      const line = lines[n];
      if (line === undefined) break;
      const written = text.slice(line.start, line.end).trimEnd();
      if (/^\s*(?:#|$)/.test(written)) continue;
      isContinued = written.endsWith(escape);
      addWords(isContinued ? written.slice(0, -1) : written, line.start, words);
      if (!isContinued) break;
    }
    const instruction = instructionOf(words);
    if (instruction === undefined) continue;
    instructions.push(instruction);
    n = endOfHeredocs(instruction, text, lines, n);
  }
  return instructions;
}

/** The directive `# escape=`, which stands before all else but other directives. */
function escapeOf(text: string): string {
  for (const line of text.slice(0, 2000).split('\n')) {
    const directive = /^\s*#\s*(\w+)\s*=\s*(\S+)\s*$/.exec(line);
    if (directive === null) break;
    if (directive[1]?.toLowerCase() === 'escape') return directive[2] === '`' ? '`' : '\\';
  }
  return '\\';
}

function addWords(line: string, offset: number, words: Word[]): void {
  for (const { 0: text, index } of line.matchAll(/\S+/g)) {
    if (words.length >= MOST_WORDS) return;
    words.push({ text, start: offset + index, end: offset + index + text.length });
  }
}

function instructionOf([keyword, ...words]: readonly Word[]): Instruction | undefined {
  if (keyword === undefined) return undefined;
  const name = keyword.text.toUpperCase();
  return name === 'ONBUILD' ? instructionOf(words) : { keyword: name, words };
}

/** The line that ends the last heredoc which an instruction opens; the last of the file for one without an end. */
function endOfHeredocs(
  { keyword, words }: Instruction,
  text: string,
  lines: readonly Range[],
  line: number,
): number {
  if (!['RUN', 'COPY', 'ADD'].includes(keyword)) return line;
  let at = line;
  for (const word of words) {
    const heredoc = /^\d*<<(-?)(["']?)([\w.]+)\2$/.exec(word.text);
    if (heredoc === null) continue;
    const [, dash, , delimiter] = heredoc;
    for (at++; at < lines.length; at++) {
      const body = text.slice(lines[at]?.start, lines[at]?.end);
      if ((dash === '-' ? body.replace(/^\t+/, '') : body) === delimiter) break;
    }
  }
  return at;
}
