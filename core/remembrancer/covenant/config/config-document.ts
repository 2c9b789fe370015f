import type { SchemaProblem } from '../../../common/json-schema.ts';
import type { Range } from '../found.ts';
import { lineOf } from '../text/line-of.ts';
import { plainValue } from '../yaml/plain-value.ts';
import { readYaml } from '../yaml/read-yaml.ts';
import { entriesOf, itemsOf, rangeAt } from '../yaml/yaml-lookup.ts';
import type { YamlNode } from '../yaml/yaml-node.ts';

/** Where the configuration stands in a repository. */
export const CONFIG_PATH = '.github/vaultmesh.yml';

/** What may stand at the top of it. */
export const CONFIG_MEMBERS: readonly string[] = ['version', 'covenant', 'commands', 'onboarding', 'spawn'];

/** What is wrong with a configuration, for a person, and where that can be told. */
export interface ConfigFault {
  readonly fault: string;
  readonly range?: Range;
}

/** A configuration as it was written, before anybody has looked at what it says. */
export interface ConfigDocument {
  /** As JSON has it; an empty object for an empty file. */
  readonly value: unknown;
  /** The line of what names from the root on lead to, from 1. */
  readonly lineAt: (names: readonly string[]) => number;
  /** A key that stands twice in one map, of which only the last counts. */
  readonly repeatedKey: () => SchemaProblem | undefined;
  /** The sentence with the line that refuses it. */
  readonly faultIn: (problem: SchemaProblem) => ConfigFault;
}

/** Reads the text of `.github/vaultmesh.yml` within the bounds of `readYaml`. */
export function readConfigDocument(text: string): ConfigDocument | ConfigFault {
  const reading = readYaml(text);
  if ('unreadable' in reading) return { fault: refusal(reading.unreadable) };
  const [document, ...more] = reading.documents;
  if (more.length > 0) return { fault: refusal('it has more than one document') };
  const rangeOf = (names: readonly string[]): Range =>
    document === undefined ? { start: 0, end: 0 } : rangeAt(document, names);
  const lineAt = (names: readonly string[]): number => lineOf(text, rangeOf(names).start);
  return {
    value: (document && plainValue(document)) ?? {},
    lineAt,
    repeatedKey: () => document && repeatedKeyIn(document, []),
    faultIn: ({ at, message }) => ({
      fault: refusal(`line ${lineAt(at)}: ${message}`),
      range: rangeOf(at),
    }),
  };
}

function repeatedKeyIn(node: YamlNode, names: readonly string[]): SchemaProblem | undefined {
  const seen = new Set<string>();
  for (const { key, value } of entriesOf(node)) {
    const at = [...names, key];
    if (seen.has(key)) return { at, message: `/${at.join('/')} stands twice` };
    seen.add(key);
    const deeper = repeatedKeyIn(value, at);
    if (deeper !== undefined) return deeper;
  }
  for (const [index, item] of itemsOf(node).entries()) {
    const deeper = repeatedKeyIn(item, [...names, String(index)]);
    if (deeper !== undefined) return deeper;
  }
  return undefined;
}

const refusal = (what: string): string =>
  `${CONFIG_PATH} cannot be used: ${what}. Its schema is ledger-schema/config.schema.json.`;
