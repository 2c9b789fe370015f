import { namesOf } from '../../../../../common/json-pointer.ts';
import type { SchemaFault } from './dialects.ts';

/** The keywords whose value is a schema, a list of them, or schemas by name; what other words hold is data. */
const SCHEMA = new Set([
  ...['additionalItems', 'additionalProperties', 'contains', 'contentSchema', 'else', 'if', 'items', 'not'],
  ...['propertyNames', 'then', 'unevaluatedItems', 'unevaluatedProperties'],
]);
const LIST = new Set(['allOf', 'anyOf', 'items', 'oneOf', 'prefixItems']);
const BY_NAME = new Set([
  ...['$defs', 'definitions', 'dependencies', 'dependentSchemas', 'patternProperties', 'properties'],
]);

type Members = Readonly<Record<string, unknown>>;

/** The names from a schema above to one in it. */
interface Trail {
  readonly names: readonly string[];
  readonly above?: Trail;
}

interface Place {
  readonly schema: Members;
  readonly at: Trail;
  /** The schema whose `$id` is nearest above: what a pointer begins at. */
  readonly resource: Members;
}

/** What a meta-schema cannot say: a pattern is a regular expression, and a reference within the file leads to something. */
export function faultInside(root: Members): SchemaFault | undefined {
  const places = schemasOf(root);
  const ids = new Set(places.flatMap(({ schema: { $id, id } }) => [$id, id]));
  const anchors = new Set(
    places.flatMap(({ schema: { $anchor, $dynamicAnchor } }) => [$anchor, $dynamicAnchor]),
  );
  for (const { schema, at, resource } of places) {
    const wrong = patternsOf(schema).find(([pattern]) => !isRegularExpression(pattern));
    if (wrong !== undefined) {
      const [pattern, ...names] = wrong;
      return { at: [...namesAlong(at), ...names], what: `the pattern ${pattern} is no regular expression` };
    }
    for (const word of ['$ref', '$dynamicRef'] as const) {
      const reference = schema[word];
      if (typeof reference !== 'string' || leadsSomewhere(reference, { root, resource, ids, anchors }))
        continue;
      return {
        at: [...namesAlong(at), word],
        what: `the reference ${reference} leads to nothing in the file`,
      };
    }
  }
  return undefined;
}

/** Each with the names that lead to it. */
function patternsOf({ pattern, patternProperties }: Members): (readonly [string, ...string[]])[] {
  const names = isObject(patternProperties) ? Object.keys(patternProperties) : [];
  return [
    ...(typeof pattern === 'string' ? [[pattern, 'pattern'] as const] : []),
    ...names.map((name) => [name, 'patternProperties', name] as const),
  ];
}

function namesAlong(trail: Trail): string[] {
  const parts: (readonly string[])[] = [];
  for (let at: Trail | undefined = trail; at !== undefined; at = at.above) parts.push(at.names);
  return parts.reverse().flat();
}

function schemasOf(root: Members): Place[] {
  const places: Place[] = [{ schema: root, at: { names: [] }, resource: root }];
  const add = (value: unknown, names: readonly string[], { at, resource }: Place): void => {
    if (!isObject(value)) return;
    places.push({ schema: value, at: { names, above: at }, resource: isResource(value) ? value : resource });
  };
  // The list grows while it is walked through.
  for (const place of places) {
    for (const [word, value] of Object.entries(place.schema)) {
      if (SCHEMA.has(word)) add(value, [word], place);
      if (LIST.has(word) && Array.isArray(value)) {
        value.forEach((each, n) => add(each, [word, String(n)], place));
      }
      if (BY_NAME.has(word) && isObject(value)) {
        Object.entries(value).forEach(([name, each]) => add(each, [word, name], place));
      }
    }
  }
  return places;
}

/** Whether it has members by name, as a schema does that is no boolean. */
export const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isResource = ({ $id, id }: Members): boolean =>
  [$id, id].some((each) => typeof each === 'string' && !each.startsWith('#'));

interface File {
  readonly root: Members;
  readonly resource: Members;
  /** Those of older dialects that begin with `#` are names within the file. */
  readonly ids: ReadonlySet<unknown>;
  readonly anchors: ReadonlySet<unknown>;
}

function leadsSomewhere(reference: string, { root, resource, ids, anchors }: File): boolean {
  if (!reference.startsWith('#')) return true;
  const fragment = decoded(reference.slice(1));
  if (fragment === '') return true;
  if (!fragment.startsWith('/')) return anchors.has(fragment) || ids.has(`#${fragment}`);
  const names = namesOf(fragment);
  return has(resource, names) || has(root, names);
}

function has(from: unknown, names: readonly string[]): boolean {
  let value = from;
  for (const name of names) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return false;
    value = (value as Members)[name];
  }
  return true;
}

function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

/** Read and never run: to make one takes time in proportion to its length. */
function isRegularExpression(pattern: string): boolean {
  return ['u', ''].some((flags) => {
    try {
      return new RegExp(pattern, flags) instanceof RegExp;
    } catch {
      return false;
    }
  });
}
