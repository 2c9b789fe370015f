import { codeSpan } from '../code-span.ts';
import type { Giver } from '../github/answer.ts';
import { type FormField, formFields, YES } from './form-fields.ts';
import type { Grammar } from './grammar.ts';
import { mistaken, parseCommand, type ParsedCommand, readWords } from './parse-command.ts';

/** What GitHub writes for a field that was left empty, and what older versions write for a choice that was not made. */
const EMPTY = '_No response_';
const NO_CHOICE = 'None';

/**
 * Reads the body of an issue that the form of a command made: the very command that a comment gives. `undefined` when it is no such
 * issue. GitHub writes `### Label`, an empty line, the value in one line and an empty line for each field: a heading counts only where
 * one has to stand, so what somebody types is a value whatever it looks like. No value can say more than a word of a comment in
 * quotation marks: it has none itself, and none for a parameter begins as an option does.
 */
export function parseForm(body: string, grammars: readonly Grammar[]): ParsedCommand | undefined {
  const called = /^### \/([a-z]+(?: [a-z]+)?): /.exec(body)?.[1];
  const grammar = grammars.find(({ name }) => name === called);
  if (grammar === undefined) return undefined;
  const given = valuesByLabel(body.replaceAll('\r\n', '\n').trimEnd());
  if (given === undefined) return mistaken('The issue is not as its form makes it.', grammar);
  const fields = formFields(grammar);
  const unknown = [...given.keys()].find((label) => !fields.some((field) => field.label === label));
  if (unknown !== undefined) {
    return mistaken(`The form has a field ${codeSpan(unknown)}, which this command does not.`, grammar);
  }
  const words: string[] = [];
  for (const field of fields) {
    const { name, kind, isRequired } = field;
    const value = given.get(field.label)?.replaceAll('"', '').trim() ?? '';
    if (isEmpty(value, field)) {
      if (isRequired) return mistaken(`The ${name} is missing.`, grammar);
    } else if (isForeign(value, field)) {
      return mistaken(`${codeSpan(value)} cannot stand for the ${name}.`, grammar);
    } else if (kind === 'parameter') {
      words.push(value);
    } else if (kind === 'option') {
      words.push(`--${name}=${value}`);
    } else {
      words.push(`--${name}`);
    }
  }
  return readWords(words, grammar);
}

/** Reads what gave, or may have given, a command: the first line of a comment, or the fields of an issue. */
export const parseGiven = (
  { id, body }: { readonly id: Giver; readonly body?: string | null },
  grammars: readonly Grammar[],
): ParsedCommand | undefined => (typeof id === 'number' ? parseCommand : parseForm)(body ?? '', grammars);

/** `undefined` when the text is anything else, or has a label twice. */
function valuesByLabel(text: string): Map<string, string> | undefined {
  const values = new Map<string, string>();
  const field = /### ([^\n]+)\n\n([^\n]*)(?:\n\n|$)/y;
  while (field.lastIndex < text.length) {
    const [, label = '', value = ''] = field.exec(text) ?? [];
    if (label === '' || values.has(label)) return undefined;
    values.set(label, value);
  }
  return values;
}

/** What would be an option where a parameter stands, and what is no choice for a flag; the parser sees to the rest. */
const isForeign = (value: string, { kind }: FormField): boolean =>
  (kind === 'parameter' && value.startsWith('--')) || (kind === 'flag' && value !== YES);

const isEmpty = (value: string, { choices }: FormField): boolean =>
  value === '' || value === EMPTY || (choices !== undefined && value === NO_CHOICE);
