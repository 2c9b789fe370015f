/** What is guarded in every repository that keeps decisions: what others build upon, whom no test of it tells. */
const KINDS: readonly { readonly what: string; readonly name: RegExp }[] = [
  { what: 'a JSON Schema', name: /\.schema\.json$/ },
  { what: 'a description of an API', name: /^(?:openapi|swagger|asyncapi)\.(?:json|ya?ml)$/ },
  { what: 'a description of messages', name: /\.(?:proto|avsc)$/ },
  { what: 'a GraphQL schema', name: /\.(?:graphqls|graphql\.schema)$|^schema\.(?:graphql|gql)$/ },
  { what: 'a report of a public API', name: /\.api\.(?:md|json)$|^PublicAPI\.Shipped\.txt$/ },
];

/** Folders of what is tried, shown or somebody else's. */
const OTHERS: ReadonlySet<string> = new Set([
  'test',
  'tests',
  '__tests__',
  'testdata',
  'fixtures',
  '__fixtures__',
  'examples',
  'node_modules',
  'vendor',
  'third_party',
]);

/** `a JSON Schema`, when the file at this path is one of the built-in kinds. */
export function guardedKind(path: string): string | undefined {
  if (!isOurs(path)) return undefined;
  const name = path.slice(path.lastIndexOf('/') + 1);
  return KINDS.find((kind) => kind.name.test(name))?.what;
}

/** Whether a file is the repository's own and in use, by the folders that it is in. */
export const isOurs = (path: string): boolean => !path.split('/').some((name) => OTHERS.has(name));
