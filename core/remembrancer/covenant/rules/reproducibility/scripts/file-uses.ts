import type { Command } from '../../../shell/command.ts';
import { outputFile } from '../../../shell/output-file.ts';
import { isShell } from '../../../shell/shells.ts';
import { programOf } from '../../../shell/program-of.ts';

/** A file that a command runs, unpacks or installs. */
export interface FileUse {
  readonly file: string;
  readonly use: string;
}

const UNPACKERS =
  /^(?:unzip|7za?|7zz|gunzip|bunzip2|unxz|unzstd|zcat|bzcat|xzcat|zstdcat|zstd|xz|gzip|bzip2|unrar|ar|cpio|unsquashfs|rpm2cpio|expand-archive|ditto)$/i;
const TAR = /^(?:(?:g|bsd)?tar|jar)$/;
const UNPACKS_INPUT = /^(?:f?unzip|cpio)$/;
const UNPACKS_INTO_OUTPUT = /^(?:gunzip|bunzip2|unxz|unzstd|(?:z|bz|xz|zstd)cat)$/;
const PACKS = /^(?:gzip|bzip2|xz|zstd)$/;
const INSTALLERS = /^(?:dpkg|rpm|installer|msiexec|apt|apt-get|dnf|yum|zypper|apk)$/;
const INTERPRETER = /^(?:python[\d.]*|node|perl|ruby|php|pwsh|java)$/;
const PROGRAM_FOLDER = /(?:^|\/)s?bin(?:\/|$)|\/libexec\/|(?:_BIN|_?BIN_?DIR|GOBIN)\}?(?:\/|$)/;

/** The last part of a path, which stands for the file: folders are written in too many ways. None of a folder's with `/` behind it. */
export const fileName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** Whether a path is in a folder of programs, such as `/usr/local/bin`. */
export const isInProgramFolder = (path: string): boolean => PROGRAM_FOLDER.test(path);

/** The files that a command runs, unpacks or installs, as they are named in it. */
export function usesOf({ words }: Command): readonly FileUse[] {
  const [name, ...rest] = words;
  const program = programOf(name.text);
  const texts = rest.map(({ text }) => text);
  const files = texts.map((text) => text.replace(/^--file=/, '')).filter((text) => !text.startsWith('-'));
  const all = (use: string) => files.map((file) => ({ file, use }));
  if (TAR.test(program)) return unpacks(texts) ? all('unpacked') : [];
  if (UNPACKERS.test(program)) return all('unpacked');
  if (INSTALLERS.test(program)) return all('installed').filter(({ file }) => /[/.$]/.test(file));
  if (program === 'chmod')
    return /[+=][rwst]*x|^[0-7]*[1357][0-7]{0,2}$/.test(files[0] ?? '') ? all('made executable') : [];
  if (program === 'install') return all('installed');
  if (program === 'mv' || program === 'cp')
    return isInProgramFolder(files.at(-1) ?? '') ? all('installed') : [];
  if (isShell(program) || INTERPRETER.test(program) || program === 'source' || program === '.') {
    const script = program === 'java' ? files.find((file) => file.endsWith('.jar')) : files[0];
    return script === undefined ? [] : [{ file: script, use: 'run' }];
  }
  return name.text.includes('/') ? [{ file: name.text, use: 'run' }] : [];
}

/** What a command does with what comes through a pipe, where that is unpacking or installing. */
export function useOfInput(command: Command): string | undefined {
  const [name, ...rest] = command.words;
  const program = programOf(name.text);
  const texts = rest.map(({ text }) => text);
  if (TAR.test(program)) return unpacks(texts) ? 'unpacked' : undefined;
  if (UNPACKS_INPUT.test(program)) return 'unpacked';
  const isUnpacked =
    UNPACKS_INTO_OUTPUT.test(program) ||
    (PACKS.test(program) && texts.some((text) => /^-[a-z0-9]*d|^--(?:un|de)compress$/.test(text)));
  if (isUnpacked) return outputFile(command) === undefined ? undefined : 'unpacked';
  if (program === 'tee') return texts.some(isInProgramFolder) ? 'installed' : undefined;
  if (program === 'install') return texts.includes('/dev/stdin') ? 'installed' : undefined;
  return undefined;
}

/** Whether the words of tar or jar say to extract. */
const unpacks = (words: readonly string[]): boolean =>
  words.some(
    (word, at) =>
      word === '--extract' ||
      word === '--get' ||
      /^-[A-Za-z]*x/.test(word) ||
      (at === 0 && /^[A-Za-z]*x/.test(word)),
  );
