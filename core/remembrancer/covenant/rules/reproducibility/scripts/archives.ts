import type { Command } from '../../../shell/command.ts';
import { outputFile } from '../../../shell/output-file.ts';
import { programOf } from '../../../shell/program-of.ts';

/** An archive that a command makes. */
export interface MadeArchive {
  readonly command: Command;
  /** Its file as the command names it; `undefined` where it goes on through a pipe. */
  readonly output: string | undefined;
  /** How its times are taken out, in a sentence. */
  readonly remedy: string;
}

const TAR_REMEDY =
  'Give tar --sort=name --owner=0 --group=0 --numeric-owner --mode=u=rwX,go=rX --mtime="@$SOURCE_DATE_EPOCH", with the time of the commit.';
const ZIP_REMEDY =
  'Set the times of the files to $SOURCE_DATE_EPOCH (touch -d "@$SOURCE_DATE_EPOCH"), and give zip -X.';
const GZIP_REMEDY = 'Give gzip -n, so that the name and the time of the file are not in it.';
const JAR_REMEDY = 'Give jar --date with the time of the commit.';
const IMAGE_REMEDY = 'Set SOURCE_DATE_EPOCH to the time of the commit for the build, as BuildKit takes it.';

/** The archive, package or image that a command makes with the time of the day in it; `undefined` of any other. */
export function archiveOf(command: Command): MadeArchive | undefined {
  const [name, ...rest] = command.words;
  const words = rest.map(({ text }) => text);
  switch (programOf(name.text)) {
    case 'tar':
    case 'gtar':
    case 'bsdtar':
      return makes(words, 'c', '--create') && !words.some((word) => word.startsWith('--mtime'))
        ? made(command, tarOutput(words), TAR_REMEDY)
        : undefined;
    case 'zip':
      return made(
        command,
        words.find((word) => !word.startsWith('-')),
        ZIP_REMEDY,
      );
    case '7z':
    case '7za':
    case '7zz':
      return words[0] === 'a'
        ? made(
            command,
            words.slice(1).find((word) => !word.startsWith('-')),
            ZIP_REMEDY,
          )
        : undefined;
    case 'jar':
      return makes(words, 'c', '--create') && !words.some((word) => word.startsWith('--date'))
        ? made(command, tarOutput(words), JAR_REMEDY)
        : undefined;
    case 'gzip':
      return gzipOf(command, words);
    case 'docker':
    case 'podman':
      return words.some((word) => word === 'build') && words.some((word) => /^--push(?:=true)?$/.test(word))
        ? made(command, undefined, IMAGE_REMEDY)
        : undefined;
    default:
      return undefined;
  }
}

/** From a pipe gzip has neither name nor time to put in. */
function gzipOf(command: Command, words: readonly string[]): MadeArchive | undefined {
  const file = words.find((word) => !word.startsWith('-'));
  const isOther = words.some((word) =>
    /^-[a-zA-Z0-9]*[ndltc]|^--(?:no-name|(?:de|un)compress|list|test|(?:to-)?stdout)/.test(word),
  );
  return file === undefined || isOther ? undefined : made(command, `${file}.gz`, GZIP_REMEDY);
}

/** Whether the first words say to make an archive, in the old way (`cf`) or the new (`-cf`, `--create`). */
const makes = (words: readonly string[], letter: string, long: string): boolean =>
  words.some(
    (word, at) =>
      word === long ||
      ((at === 0 ? /^-?[A-Za-z0-9]+$/ : /^-[A-Za-z0-9]+$/).test(word) && word.includes(letter)),
  );

/** The file that tar or jar is given: behind a first word with an f in it, or behind an option that ends in it. */
function tarOutput(words: readonly string[]): string | undefined {
  const joined = words.find((word) => word.startsWith('--file='));
  if (joined !== undefined) return joined.slice('--file='.length);
  const at = words.findIndex(
    (word, n) =>
      word === '--file' || (n === 0 ? /^-?[A-Za-eg-z0-9]*f[A-Za-z0-9]*$/ : /^-[A-Za-z0-9]*f$/).test(word),
  );
  return at === -1 ? undefined : words[at + 1];
}

function made(command: Command, output: string | undefined, remedy: string): MadeArchive {
  const target = outputFile(command)?.text;
  return { command, remedy, output: output === '-' || output === undefined ? target : output };
}
