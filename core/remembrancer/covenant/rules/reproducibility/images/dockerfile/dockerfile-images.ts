import type { FileText } from '../../../../file-text.ts';
import type { NamedImage } from '../named-image.ts';
import { withVariables } from '../with-variables.ts';
import { type Instruction, readDockerfile, type Word } from './read-dockerfile.ts';

/** The images that a Dockerfile takes, its own stages left out, and what has a variable that only the build gives. */
export function dockerfileImages(file: FileText): readonly NamedImage[] {
  const images: NamedImage[] = [];
  const args = new Map<string, string | undefined>();
  const stages = new Set<string>();
  let stage = 0;
  for (const instruction of readDockerfile(file)) {
    const { keyword } = instruction;
    if (keyword === 'ARG' && stage === 0) readArgs(instruction, args);
    if (keyword === 'FROM') {
      const { image, name } = baseOf(instruction);
      if (image !== undefined) images.push(...imageOf(image, args, stages));
      stages.add(String(stage++));
      if (name !== undefined) stages.add(name.toLowerCase());
    }
    for (const from of keyword === 'COPY' || keyword === 'RUN' ? sourcesOf(instruction) : [])
      images.push(...imageOf(from, new Map(), stages));
  }
  return images;
}

/** The defaults that hold for `FROM`: only those before the first stage do. */
function readArgs({ words }: Instruction, args: Map<string, string | undefined>): void {
  for (const { text } of words) {
    const equals = text.indexOf('=');
    if (equals === -1) continue;
    args.set(text.slice(0, equals), withVariables(unquoted(text.slice(equals + 1)), args));
  }
}

function baseOf({ words }: Instruction): { image: Word | undefined; name: string | undefined } {
  const [image, as, name] = words.filter(({ text }) => !text.startsWith('--'));
  return { image, name: as?.text.toUpperCase() === 'AS' ? name?.text : undefined };
}

/** What `--from=` and `--mount=…,from=` name, in the flags before the command or the files. */
function sourcesOf({ words }: Instruction): readonly Word[] {
  const command = words.findIndex(({ text }) => !text.startsWith('--'));
  const flags = command === -1 ? words : words.slice(0, command);
  return flags.flatMap(({ text, start }) => {
    const from = /^--from=|^--mount=(?:from=|.*?,from=)/.exec(text)?.[0];
    if (from === undefined) return [];
    const [value = ''] = from.startsWith('--mount')
      ? text.slice(from.length).split(',', 1)
      : [text.slice(from.length)];
    return [{ text: value, start: start + from.length, end: start + from.length + value.length }];
  });
}

function imageOf(
  word: Word,
  args: ReadonlyMap<string, string | undefined>,
  stages: ReadonlySet<string>,
): readonly NamedImage[] {
  const image = withVariables(unquoted(word.text), args);
  if (image === undefined || image === 'scratch' || stages.has(image.toLowerCase())) return [];
  const range = { start: word.start, end: word.end };
  return [{ image, range, ...(image === word.text && { end: word.end }) }];
}

const unquoted = (text: string): string => text.replace(/["']/g, '');
