import type { Range } from '../../found.ts';
import { Scanner } from '../scanner.ts';
import { isShell } from '../shells.ts';
import { makeScript, shiftedBy } from './make-script.ts';
import type { Script } from './script.ts';
import { isShellShebang } from './shebang.ts';

/** An instruction of a Dockerfile with all its lines. */
export interface Instruction {
  /** In capitals: `RUN`. */
  readonly name: string;
  /** Where what follows the name stands in the file: flags such as `--mount=…`, words, here-documents. */
  readonly range: Range;
  /** The text of `range`, as long as it, with blanks for comments between its lines. */
  readonly text: string;
}

const INSTRUCTION = /^[^\S\n]*(?:ONBUILD[^\S\n]+)?([A-Za-z]+)(?=[^\S\n])/i;
const HERE_DOCUMENT = /<<-?(["']?)([A-Za-z_]\w*)\1/g;
const CONTINUED = /\\$/;
const FLAGS = /^(?:[^\S\n]|\\\r?\n|--[a-z]+(?:=\S*)?(?=\s))*/;

/** The instructions of a Dockerfile, in order. What is none is passed over. */
export function instructionsOf(text: string): readonly Instruction[] {
  const lines = text.split('\n');
  const scanner = new Scanner(text);
  const found: Instruction[] = [];
  let offset = 0;
  for (let n = 0; n < lines.length; n++) {
    let line = lines[n] ?? '';
    const [head, name] = INSTRUCTION.exec(line) ?? [];
    if (head === undefined || name === undefined) {
      offset += line.length + 1;
      continue;
    }
    const start = offset + head.length;
    let body = line.slice(head.length);
    const take = () => {
      offset += line.length + 1;
      line = lines[++n] ?? '';
    };
    // A comment between the lines is not there for the shell: it and its line end become blanks.
    let lineEnd = '\n';
    while (isContinued(line) && n + 1 < lines.length) {
      take();
      body += lineEnd + (isBlank(line) ? ' '.repeat(line.length) : line);
      lineEnd = isBlank(line) ? ' ' : '\n';
    }
    for (const [, , delimiter = ''] of body.matchAll(HERE_DOCUMENT)) {
      const end = scanner.lineBehind(delimiter, offset + line.length + 1);
      while (end !== undefined && offset < end) {
        take();
        body += `\n${line}`;
      }
    }
    found.push({ name: name.toUpperCase(), range: { start, end: start + body.length }, text: body });
    offset += line.length + 1;
  }
  return found;
}

/** An instruction goes on over comments and empty lines. */
const isContinued = (line: string): boolean => CONTINUED.test(line.trimEnd()) || isBlank(line);

const isBlank = (line: string): boolean => /^\s*(?:#|$)/.test(line);

/** The scripts of the `RUN` instructions of a Dockerfile. */
export function dockerfileScripts(text: string): readonly Script[] {
  return instructionsOf(text).flatMap(({ name, range, text: body }) => {
    if (name !== 'RUN') return [];
    const flags = FLAGS.exec(body)?.[0].length ?? 0;
    const command = body.slice(flags);
    if (command.startsWith('[')) return execForm(command, range);
    if (command.startsWith('<<')) return hereScript(command, range.start + flags);
    return [makeScript(command, shiftedBy(range.start + flags))];
  });
}

/** `RUN <<EOF`: the document is the script, unless it is another language's. */
function hereScript(command: string, offset: number): readonly Script[] {
  const lineEnd = command.indexOf('\n');
  const program = command.slice(0, lineEnd).trim().split(/\s+/)[1];
  const body = command.slice(lineEnd + 1, command.lastIndexOf('\n') + 1);
  const isForeign = body.startsWith('#!')
    ? !isShellShebang(body)
    : program !== undefined && !isShell(program);
  return lineEnd === -1 || isForeign ? [] : [makeScript(body, shiftedBy(offset + lineEnd + 1))];
}

/** `RUN ["sh", "-c", "make"]`: the words, quoted; whatever is found there has the place of the instruction. */
function execForm(command: string, range: Range): readonly Script[] {
  const words = wordsOf(command.replaceAll(/\\\r?\n/g, ' '));
  if (words === undefined) return [makeScript(command, () => range)];
  return [makeScript(words.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' '), () => range)];
}

function wordsOf(json: string): readonly string[] | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return Array.isArray(value) && value.every((word) => typeof word === 'string') ? value : undefined;
  } catch {
    return undefined;
  }
}
