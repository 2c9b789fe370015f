import type { Command, Word } from './command.ts';
import { programOf } from './program-of.ts';
import { isShell } from './shells.ts';

/** Programs that run what they read, and the options by which each is given a script in a word. */
const LANGUAGES: readonly (readonly [RegExp, RegExp])[] = [
  [/^python[\d.]*$|^pypy[\d.]*$/, /^-[A-Za-z]*[cm]$/],
  [/^(?:node|bun|nodejs)$/, /^(?:-[A-Za-z]*[ep]|--eval|--print)$/],
  [/^(?:perl|ruby)$/, /^-[A-Za-z0-9]*[neE]/],
  [/^php$/, /^-[a-z]*[rRBF]$/],
  [/^(?:pwsh|powershell)$/, /^-c(?:ommand)?$/i],
];

/** Whether a command runs what it reads from its input as a program. */
export function runsItsInput({ words }: Command): boolean {
  const [name, ...rest] = words;
  const program = programOf(name.text);
  if (isShell(program))
    return readsInput(rest, /^-[A-Za-z]*c$/, /^-[a-rt-z]*s[a-z]*$/, /^[-+][A-Za-z]*[oO]$/);
  const script = LANGUAGES.find(([names]) => names.test(program))?.[1];
  return script !== undefined && readsInput(rest, script);
}

/** Without a file to run, and without a script in a word, it is the input that is run. */
function readsInput(words: readonly Word[], script: RegExp, stdin?: RegExp, withWord?: RegExp): boolean {
  for (let at = 0; at < words.length; at++) {
    const text = words[at]?.text ?? '';
    if (text === '-' || text === '--' || text === '/dev/stdin' || stdin?.test(text)) return true;
    if (script.test(text) || /^(?:--version|--help)$/.test(text)) return false;
    if (withWord?.test(text)) at++;
    else if (!text.startsWith('-') && !text.startsWith('+')) return false;
  }
  return true;
}

/** The words that a command runs: a text behind `-c` or `eval`, `<(…)` in the place of a file. */
export function wordsThatRun({ words }: Command): readonly Word[] {
  const [name, ...rest] = words;
  const program = programOf(name.text);
  if (program === 'eval' || program === 'source' || program === '.') return rest.slice(0, 1);
  const language = LANGUAGES.find(([names]) => names.test(program))?.[1];
  const script = isShell(program) || program === 'su' ? /^-[A-Za-z]*c$/ : language;
  if (!script) return [];
  const behind = rest.findIndex(({ text }) => script.test(text)) + 1;
  const file = rest.find(({ text }) => !text.startsWith('-'));
  return [
    ...(behind > 0 ? rest.slice(behind, behind + 1) : []),
    ...(file?.text.startsWith('<(') ? [file] : []),
  ];
}
