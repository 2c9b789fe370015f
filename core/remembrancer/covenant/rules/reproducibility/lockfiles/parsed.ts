import { parse as parseToml, TomlError } from 'smol-toml';

import { jsonFault } from '../../../json/json-fault.ts';
import { lineOf } from '../../../text/line-of.ts';
import { CannotTell } from './cannot-tell.ts';

/** The value of the JSON file at `path`. Throws `CannotTell`, with the line and why. */
export function parsedJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const { why, at } = jsonFault(text, error);
    throw unreadable(path, 'JSON', lineOf(text, at), why);
  }
}

/** The value of the TOML file at `path`. Throws `CannotTell`, with the line and why. */
export function parsedToml(path: string, text: string): unknown {
  try {
    return parseToml(text);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    // The lines behind the first are an excerpt.
    const why = error.message.replace('Invalid TOML document: ', '').replace(/\n[^]*/, '');
    throw unreadable(path, 'TOML', error.line, why);
  }
}

const unreadable = (path: string, language: string, line: number, why: string): CannotTell =>
  new CannotTell(path, `${path} is not ${language} that can be read: line ${line}: ${why}`);
