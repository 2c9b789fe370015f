import type { Word } from './command.ts';
import { programOf } from './program-of.ts';

/** What stands before a command and does not change what it is. Brackets and tests are left to be words of no meaning. */
const KEYWORDS = new Set([
  'if',
  'then',
  'else',
  'elif',
  'do',
  'while',
  'until',
  '!',
  '{',
  '}',
  'time',
  'function',
]);

/** Programs that run the command that follows, with those of their options that take a word. */
const RUNNERS = new Map<string, ReadonlySet<string>>(
  Object.entries({
    sudo: [
      '-u',
      '-g',
      '-U',
      '-h',
      '-p',
      '-C',
      '-D',
      '-r',
      '-t',
      '-T',
      '--user',
      '--group',
      '--prompt',
      '--chdir',
    ],
    doas: ['-u', '-C'],
    env: ['-u', '-C', '--unset', '--chdir'],
    nice: ['-n', '--adjustment'],
    ionice: ['-c', '-n'],
    stdbuf: ['-i', '-o', '-e'],
    timeout: ['-k', '-s', '--kill-after', '--signal'],
    exec: ['-a'],
    command: [],
    builtin: [],
    nohup: [],
    setsid: [],
    chronic: [],
  }).map(([name, options]) => [name, new Set(options)]),
);

const ASSIGNMENT = /^[A-Za-z_]\w*\+?=/;
const DURATION = /^\d[\d.]*[smhd]?$/;

/** The index of the word that names the command: behind keywords, assignments and programs that only run another. */
export function nameIndex(words: readonly Word[]): number {
  let at = 0;
  let runner: string | undefined;
  for (; at < words.length; at++) {
    const text = words[at]?.text ?? '';
    if (KEYWORDS.has(text) || ASSIGNMENT.test(text)) continue;
    if (runner !== undefined && text.startsWith('-')) {
      if (RUNNERS.get(runner)?.has(text)) at++;
    } else if (runner === 'timeout' && DURATION.test(text)) {
      continue;
    } else {
      const name = programOf(text);
      if (!RUNNERS.has(name)) return at;
      // `command -v curl` and `sudo -v` ask; they run nothing.
      if (name === 'command' && /^-[vV]+$/.test(words[at + 1]?.text ?? '')) return at;
      runner = name;
    }
  }
  return at;
}
