import { VaultMeshError } from '../common/error.ts';

/** Characters that a quoted scalar of YAML 1.2, TOML 1.0, JSON or Python must not carry raw. */
const UNPRINTABLE = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

/** What JSON abbreviates and Rust does not. */
const RUST_ESCAPES: Readonly<Record<string, string>> = { '\\b': '\\u{8}', '\\f': '\\u{c}' };

const DIRECTION_MARKS = /[\u202a-\u202e\u2066-\u2069]/g;

/**
 * A double-quoted string that JSON, YAML 1.2, TOML 1.0, Python, Go and TypeScript all read as `text`: their escapes have this much
 * in common. Throws `usage` for half of a surrogate pair, which none of them can carry.
 */
export function quoted(text: string): string {
  if (!text.isWellFormed()) {
    throw new VaultMeshError('usage', 'A text holds half of a surrogate pair. Remove the broken character.');
  }
  return JSON.stringify(text).replace(UNPRINTABLE, unicodeEscape);
}

/** A string literal of Rust that reads as `text`; the compiler refuses marks of text direction that stand there raw. */
export function rustQuoted(text: string): string {
  const escapes = /\\u([0-9a-f]{4})|\\./g;
  return quoted(text)
    .replace(escapes, (escape, digits?: string) =>
      digits === undefined ? (RUST_ESCAPES[escape] ?? escape) : `\\u{${digits}}`,
    )
    .replace(DIRECTION_MARKS, (mark) => `\\u{${mark.charCodeAt(0).toString(16)}}`);
}

/** A double-quoted word of a Dockerfile instruction, in which no variable is expanded. */
export function dockerfileQuoted(text: string): string {
  return `"${oneLine(text).replace(/[\\"$]/g, '\\$&')}"`;
}

/** Inline Markdown (CommonMark 0.31 and GitHub's extensions) that reads as `text`, also at the start of a line. */
export function markdownEscaped(text: string): string {
  return oneLine(text)
    .replace(/[\\`*_{}[\]<>()#|!&~$@^]/g, '\\$&')
    .replace(/^[-+=]|(?<=^\d+)\./, '\\$&');
}

/** A name that needs no quotes in any of our file types; throws `internal` for another. */
export function plainName(text: string): string {
  return unquoted(text, /^[a-z][a-z0-9-]*$/);
}

/** A GitHub account, where nothing reads it as another type; throws `internal` for what is no account. */
export function plainAccount(text: string): string {
  return unquoted(text, /^[A-Za-z0-9-]+$/);
}

/** An address with a slash (URL, repository, image or Action) that needs no quotes; throws `internal` for another. */
export function plainAddress(text: string): string {
  return unquoted(text, /^(https?:\/)?[A-Za-z0-9._:-]*(\/[A-Za-z0-9._:@-]+)+(#[A-Za-z0-9_-]+)?$/);
}

function unquoted(text: string, safe: RegExp): string {
  if (safe.test(text)) return text;
  throw new VaultMeshError('internal', `"${text}" needs quotes here. Use the filter of the file type.`);
}

/** `text`, if a format without escapes for control characters can carry it; throws `usage` if not. */
function oneLine(text: string): string {
  if (/\p{Cc}/u.test(text)) {
    throw new VaultMeshError('usage', 'A text holds control characters. Write it on one line.');
  }
  return text;
}

function unicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
