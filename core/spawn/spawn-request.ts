import type { ErrorObject } from 'ajv';
import { VaultMeshError } from '../common/error.ts';
import { type Catalog, readCatalog } from './catalog.ts';
import { checkName, checkOwner } from './name-policy.ts';
import { compileRequestSchema } from './compile-request-schema.ts';
import { MQ_CHOICES } from './request-schema.ts';

/** A request that has passed the schema and the naming policy. */
export interface SpawnRequest {
  readonly name: string;
  /** A language of the catalog: `python`. */
  readonly language: string;
  /** A kind that the language has: `service`. */
  readonly kind: string;
  /** Whether it comes with an MCP server. */
  readonly mcp: boolean;
  /** The broker that it exchanges CloudEvents with. */
  readonly mq: (typeof MQ_CHOICES)[number];
  /** The GitHub account that owns the repository. */
  readonly owner: string;
  readonly description: string;
  /** An SPDX identifier of the catalog, or `Proprietary`. */
  readonly license: string;
}

/** What an organisation chooses for requests that do not say it. */
export type RequestDefaults = Partial<Pick<SpawnRequest, 'language' | 'kind' | 'license'>>;

/**
 * The request in `input`, with what it does not say from `defaults`, then from the schema. `input` is not changed.
 *
 * Throws `usage` when a field is missing or of the wrong shape, `policy` when the name or the owner is not allowed. The message
 * names the field, the rule and the remedy.
 */
export function parseSpawnRequest(
  input: unknown,
  defaults: RequestDefaults = {},
  catalog: Catalog = readCatalog(),
): SpawnRequest {
  const isObject = typeof input === 'object' && input !== null && !Array.isArray(input);
  const candidate: unknown = isObject ? { ...defaults, ...input } : input;
  const validate = compileRequestSchema<Candidate>(catalog);
  if (!validate(candidate)) throw rejection(validate.errors?.[0], catalog);
  if (candidate.description?.isWellFormed() === false) {
    throw new VaultMeshError(
      'usage',
      'The description holds half of a surrogate pair. Remove the broken character.',
    );
  }
  checkName(candidate.name);
  checkOwner(candidate.owner);
  checkKind(candidate, catalog);
  checkOptions(candidate, catalog);
  const { name, language, kind, mcp, mq, owner, license, description = `The ${name} ${kind}.` } = candidate;
  // In one order whatever the caller's was: the request is written into the tree, and equal requests give equal trees.
  return { name, language, kind, mcp, mq, owner, description, license };
}

type Candidate = Omit<SpawnRequest, 'description'> & { readonly description?: string };

const RULES: Readonly<Record<string, string>> = {
  '/mcp': 'The option with-mcp must be true or false.',
  '/name':
    'The name must be 3 to 63 characters: a to z, 0 to 9 and hyphens, a letter first, no hyphen last. ' +
    'For example: my-service.',
  '/owner':
    'The owner must be a GitHub account name: 1 to 39 of A to Z, a to z, 0 to 9 and single hyphens. For example: acme.',
  '/description':
    'The description must be one line of 1 to 350 characters, without control characters, text direction marks ' +
    'or blanks at its ends.',
};

function rejection(error: ErrorObject | undefined, catalog: Catalog): VaultMeshError {
  const field = error?.instancePath ?? '';
  const rule = RULES[field];
  if (rule !== undefined) return new VaultMeshError('usage', rule);
  if (error?.keyword === 'enum') return new VaultMeshError('usage', choices(field.slice(1), catalog));
  if (error?.keyword === 'required') {
    const { missingProperty } = error.params as { missingProperty: string };
    return new VaultMeshError(
      'usage',
      `The ${missingProperty} is missing. ${RULES[`/${missingProperty}`] ?? ''}`,
    );
  }
  if (error?.keyword === 'additionalProperties') {
    const { additionalProperty } = error.params as { additionalProperty: string };
    return new VaultMeshError('usage', `There is no option "${additionalProperty}". Leave it out.`);
  }
  return new VaultMeshError('usage', 'A spawn request must be an object with at least a name and an owner.');
}

function choices(field: string, catalog: Catalog): string {
  const allowed: Readonly<Record<string, readonly string[]>> = {
    language: catalog.languages.map((language) => language.id),
    kind: [...new Set(catalog.languages.flatMap((language) => language.kinds))],
    mq: MQ_CHOICES,
    license: catalog.licenses,
  };
  // What every door has typed: --with-mq in a comment and a command, with-mq in a workflow.
  const typed = field === 'mq' ? 'broker of with-mq' : field;
  return `The ${typed} must be one of: ${(allowed[field] ?? []).join(', ')}.`;
}

function checkKind(request: Candidate, catalog: Catalog): void {
  const language = catalog.languages.find(({ id }) => id === request.language);
  if (language?.kinds.includes(request.kind) !== true) {
    const kinds = language?.kinds.join(', ') ?? '';
    throw new VaultMeshError(
      'usage',
      `There is no ${request.language} ${request.kind}. Choose one of: ${kinds}.`,
    );
  }
}

function checkOptions({ language: id, mcp, mq }: Candidate, catalog: Catalog): void {
  const options = catalog.languages.find((language) => language.id === id)?.options ?? [];
  const missing = [...(mcp ? ['mcp'] : []), ...(mq === 'none' ? [] : ['mq'])].find(
    (option) => !options.includes(option),
  );
  if (missing !== undefined) {
    throw new VaultMeshError(
      'usage',
      `The ${id} templates have nothing for with-${missing} yet. Leave it out.`,
    );
  }
}
