import { parse } from 'yaml';

/** What a receipt file of the first system says, as far as it can be told. */
export interface LegacyReceipt {
  readonly component?: string;
  readonly version?: string;
  readonly artifact?: string;
  /** Lower-case hex; absent when what stands there is not a SHA-256. */
  readonly sha256?: string;
  /** What is wrong with it, a sentence each. */
  readonly faults: readonly string[];
}

/** Reads a `.receipt` file: YAML front matter or JSON. Nothing in it was ever checked, so its faults are told and not thrown. */
export function parseLegacyReceipt(text: string): LegacyReceipt {
  const fields = fieldsOf(text);
  if (fields === undefined) return { faults: ['It is neither YAML front matter nor JSON.'] };
  const evidence = asFields(fields['evidence']) ?? {};
  const component = textOf(fields['component']);
  const version = textOf(fields['version']);
  const artifact = textOf(evidence['artifact']) ?? textOf(fields['image']);
  const digest = textOf(evidence['sha256']) ?? textOf(fields['digest'])?.replace(/^sha256:/u, '');
  const sha256 = digest !== undefined && /^[0-9a-f]{64}$/u.test(digest) ? digest : undefined;
  const timestamp = textOf(fields['timestamp']) ?? '';
  const faults = [
    ...(component === undefined ? ['It names no component.'] : []),
    ...(version === undefined ? ['It names no version.'] : []),
    ...(artifact === undefined ? ['It names no artifact.'] : []),
    ...(sha256 === undefined ? [digestFault(digest)] : []),
    ...(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/u.test(timestamp) ? [] : [`Its time "${timestamp}" is none.`]),
  ];
  return {
    ...(component !== undefined && { component }),
    ...(version !== undefined && { version }),
    ...(artifact !== undefined && { artifact }),
    ...(sha256 !== undefined && { sha256 }),
    faults,
  };
}

const digestFault = (digest: string | undefined): string =>
  digest === undefined ? 'It states no SHA-256.' : `It states "${digest}" as a SHA-256, which it is not.`;

function fieldsOf(text: string): Record<string, unknown> | undefined {
  const [, frontMatter] = /^---\n(.*?)\n---(?:\n|$)/su.exec(text) ?? [];
  try {
    // All scalars as text: a version such as 1.0 is no number.
    return asFields(parse(frontMatter ?? text, { schema: 'failsafe', maxAliasCount: 0 }));
  } catch {
    return undefined;
  }
}

const asFields = (value: unknown): Record<string, unknown> | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
