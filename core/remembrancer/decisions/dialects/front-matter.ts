import { isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';

import type { Finding } from '../finding.ts';
import { excerpt } from '../text/excerpt.ts';
import type { SourceDocument } from '../text/source-document.ts';
import { type Claim, type Field, FIELDS } from './claim.ts';

/** Keys of other dialects. */
const OTHER_KEYS: Readonly<Record<string, Field>> = {
  deciders: 'decision-makers',
  'superseded-by': 'superseded-by',
  'amended-by': 'amended-by',
};

export interface FrontMatter {
  readonly claims: readonly Claim[];
  readonly findings: readonly Finding[];
  /** As they stand, those of other dialects too. */
  readonly keys: readonly string[];
}

/** YAML takes time by the square of some texts, such as many keys. */
const MOST_CHARACTERS = 32_768;

/** What the front matter says. What cannot be understood is a finding and no claim. */
export function readFrontMatter(document: SourceDocument): FrontMatter {
  const text = document.frontMatter?.join('\n') ?? '';
  if (text.length > MOST_CHARACTERS) {
    const message = `The front matter has more than ${MOST_CHARACTERS} characters and is not read. Shorten it.`;
    const finding = {
      rule: 'front-matter',
      path: document.path,
      line: 1,
      message,
      severity: 'error',
    } as const;
    return { claims: [], findings: [finding], keys: [] };
  }
  const lineCounter = new LineCounter();
  const yaml = parseDocument(text, { lineCounter, logLevel: 'silent' });
  const at = (offset: number) => lineCounter.linePos(offset).line + 1;
  const findings: Finding[] = [];
  const report = (line: number, message: string, severity: Finding['severity']) =>
    findings.push({ rule: 'front-matter', path: document.path, line, message, severity });

  const [error] = yaml.errors;
  if (error) {
    const [reason = ''] = error.message.split(/ at line|\n/);
    report(at(error.pos[0]), `The front matter is not YAML: ${reason}. Correct it.`, 'error');
    return { claims: [], findings, keys: [] };
  }
  if (!isMap(yaml.contents)) {
    if (yaml.contents) report(2, 'The front matter has no keys. Write `key: value` lines.', 'error');
    return { claims: [], findings, keys: [] };
  }
  const claims: Claim[] = [];
  const keys: string[] = [];
  for (const pair of yaml.contents.items) {
    const key = isScalar(pair.key) ? String(pair.key.value) : '';
    const line = at(pair.key.range[0]);
    keys.push(key);
    const field = fieldOfKey(key);
    if (!field) {
      report(line, `The front matter has ${excerpt(key)}, which means nothing here. Take it out.`, 'warning');
      continue;
    }
    const value = valueOf(pair.value);
    if (value === undefined) {
      report(line, `"${field}" is neither text nor a list of texts. Write one of them.`, 'error');
    } else if (value.length > 0) {
      claims.push({ field, value, line, lines: [] });
    }
  }
  return { claims, findings, keys };
}

/** The field that a key of the front matter stands for, also by its name in another dialect. */
export function fieldOfKey(key: string): Field | undefined {
  const name = key.toLowerCase().replace(/[\s_]+/g, '-');
  return (
    FIELDS.find((field) => field === name) ?? (Object.hasOwn(OTHER_KEYS, name) ? OTHER_KEYS[name] : undefined)
  );
}

/** Text, a list of texts, or `undefined` for anything else. Aliases are not followed: they can be made to grow without end. */
function valueOf(node: unknown): string | readonly string[] | undefined {
  if (node === null) return '';
  if (!isSeq(node)) return textOf(node);
  const items = node.items.map(textOf);
  return items.every((item) => item !== undefined) ? items.filter((item) => item !== '') : undefined;
}

/** Numbers as they stand: `0042` keeps its zeros. */
function textOf(node: unknown): string | undefined {
  if (!isScalar(node)) return undefined;
  if (node.value === null) return '';
  return typeof node.value === 'number'
    ? node.source
    : typeof node.value === 'string'
      ? node.value
      : undefined;
}
