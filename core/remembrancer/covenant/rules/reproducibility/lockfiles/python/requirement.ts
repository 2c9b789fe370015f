/** A requirement of PEP 508, as far as lockfiles have it. */
export interface Requirement {
  /** Normalised as PEP 503 has it. */
  readonly name: string;
  /** In order, normalised. */
  readonly extras: readonly string[];
  /** The versions that are asked for, in order and without blanks, `''` for any; absent for one by its address. */
  readonly specifier?: string;
}

const REQUIREMENT = /^([A-Za-z0-9][\w.-]*)\s*(?:\[([^\]]*)\])?\s*([^;]*)/u;

/** What a requirement says, its marker left out; `undefined` when it is none. */
export function requirementOf(text: string): Requirement | undefined {
  const [, name, extras = '', rest = ''] = REQUIREMENT.exec(text.trim()) ?? [];
  if (name === undefined) return undefined;
  const named = { name: normalName(name), extras: normalExtras(extras.split(',')) };
  return rest.startsWith('@') ? named : { ...named, specifier: normalSpecifier(rest) };
}

/** A name as PEP 503 normalises it. */
export const normalName = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replace(/[-_.]+/gu, '-');

export const normalExtras = (extras: readonly string[]): string[] =>
  extras
    .map(normalName)
    .filter((extra) => extra !== '')
    .sort();

/** A version specifier of which only the order and the blanks, which mean nothing, are lost. */
export const normalSpecifier = (specifier: string): string =>
  specifier
    .replace(/[\s()]/gu, '')
    .toLowerCase()
    .split(',')
    .filter((clause) => clause !== '')
    .sort()
    .join(',');
