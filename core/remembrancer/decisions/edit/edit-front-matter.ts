import { isMap, isScalar, isSeq, type Pair, parseDocument, stringify } from 'yaml';

import { VaultMeshError } from '../../../common/error.ts';
import { type Field, FIELDS } from '../dialects/claim.ts';
import { fieldOfKey } from '../dialects/front-matter.ts';
import { parseReferences } from '../text/parse-references.ts';

/** A value that a field of the front matter gets, or an item that its list gets. */
export interface FieldEdit {
  readonly field: Field;
  readonly value: string;
  readonly isItem?: true;
}

/**
 * `text` with one field of its front matter changed. No other byte changes: comments, line ends, quotes and the order of
 * the keys stay. Throws `policy` where there is no front matter, or one that is not written key by line.
 */
export function editFrontMatter(text: string, edit: FieldEdit): string {
  const [start, end, eol] = rangeOf(text) ?? cannotEdit(edit);
  const yaml = text.slice(start, end);
  const document = parseDocument(yaml, { logLevel: 'silent' });
  const { contents } = document;
  const isEmpty = contents === null;
  if (document.errors.length > 0 || !(isEmpty || (isMap(contents) && !contents.flow))) cannotEdit(edit);
  const pairs = isMap(contents) ? contents.items : [];
  const pair = pairs.find((each) => fieldOf(each) === edit.field);
  const change = pair ? replacement(yaml, pair, edit, eol) : insertion(yaml, pairs, edit, eol);
  const [from, to, put] = change ?? cannotEdit(edit);
  return text.slice(0, start + from) + put + text.slice(start + to);
}

/** What stands between two offsets, and what is put there. */
type Change = readonly [from: number, to: number, put: string];

/** Where the YAML begins and ends, and how its lines end. */
function rangeOf(text: string): readonly [start: number, end: number, eol: string] | undefined {
  const [opening, eol = '\n'] = /^\ufeff?---[^\S\r\n]*(\r\n|\r|\n)/.exec(text) ?? [];
  if (opening === undefined) return undefined;
  const closing = /(?:^|(?<=[\r\n]))---[^\S\r\n]*(?=[\r\n]|$)/.exec(text.slice(opening.length));
  return closing ? [opening.length, opening.length + closing.index, eol] : undefined;
}

function replacement(
  yaml: string,
  { value: node }: Pair,
  { value, isItem }: FieldEdit,
  eol: string,
): Change | undefined {
  if (isSeq(node) && node.range && isItem) {
    const [start] = node.range;
    const last = node.items.length > 0 ? endOf(node.items.at(-1)) : undefined;
    if (node.flow)
      return last === undefined ? [start + 1, start + 1, word(value)] : [last, last, `, ${word(value)}`];
    const indent = yaml.slice(yaml.lastIndexOf('\n', start - 1) + 1, start);
    return last === undefined ? undefined : insertedBelow(yaml, last, `${indent}- ${word(value)}`, eol);
  }
  if (!isScalar(node) || !node.range) return undefined;
  const [start, end] = node.range;
  const items = typeof node.value === 'string' ? parseReferences(node.value) : [];
  const next = isItem ? list([...items, value]) : word(value);
  return [start, end, yaml[start - 1] === ':' ? ` ${next}` : next];
}

/** A new line below the nearest field that goes before this one in the order of the format. */
function insertion(
  yaml: string,
  pairs: readonly Pair[],
  { field, value, isItem }: FieldEdit,
  eol: string,
): Change {
  const place = (each: Pair | undefined) => FIELDS.findIndex((known) => known === (each && fieldOf(each)));
  const earlier = FIELDS.slice(0, FIELDS.indexOf(field as (typeof FIELDS)[number]));
  const above = pairs
    .filter((each) => earlier.some((known) => known === fieldOf(each)))
    .reduce<Pair | undefined>((best, each) => (place(each) > place(best) ? each : best), undefined);
  const line = `${field}: ${isItem ? list([value]) : word(value)}`;
  return above ? insertedBelow(yaml, endOf(above.value) ?? 0, line, eol) : [0, 0, line + eol];
}

/** A line below the one in which what ends at `offset` stands. */
function insertedBelow(yaml: string, offset: number, line: string, eol: string): Change {
  const end = yaml[offset - 1] === '\n' ? offset : yaml.indexOf('\n', offset) + 1;
  return [end, end, line + eol];
}

const fieldOf = ({ key }: Pair): Field | undefined =>
  isScalar(key) ? fieldOfKey(String(key.value)) : undefined;

/** Where the text of a YAML node ends, without a comment behind it. */
const endOf = (node: unknown): number | undefined =>
  isScalar(node) || isSeq(node) || isMap(node) ? node.range?.[1] : undefined;

/** A value as YAML that holds in a list in brackets too. */
const word = (value: string): string =>
  /^[\w.-]+$/.test(value) ? stringify(value).trimEnd() : JSON.stringify(value);

const list = (values: readonly string[]): string => `[${values.map(word).join(', ')}]`;

function cannotEdit({ field }: FieldEdit): never {
  throw new VaultMeshError(
    'policy',
    `"${field}" cannot be changed in the front matter by one line. Import the file (vaultmesh adr import FILE --out FOLDER), or write it by hand.`,
  );
}
