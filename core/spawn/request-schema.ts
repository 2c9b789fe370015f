import type { Catalog } from './catalog.ts';

/** What `mq` may be. */
export const MQ_CHOICES = ['none', 'rabbitmq', 'nats'] as const;

/** That the schema is one is for a test to see: to compile the meta-schema takes longer than to spawn. */
export const REQUEST_CHECK_OPTIONS = {
  useDefaults: true,
  unicodeRegExp: true,
  meta: false,
  validateSchema: false,
} as const;

/**
 * The JSON Schema of a spawn request, one for the slash command, the CLI and the Action. What can be chosen comes
 * from the catalog, so a new language needs no change here.
 */
export function requestSchema(catalog: Catalog): object {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'A request for a new service repository',
    type: 'object',
    additionalProperties: false,
    required: ['name', 'owner'],
    properties: {
      name: {
        description: 'Repository, service and Kubernetes name: an RFC 1035 label.',
        type: 'string',
        minLength: 3,
        maxLength: 63,
        pattern: '^[a-z]([a-z0-9-]*[a-z0-9])?$',
      },
      language: { enum: catalog.languages.map((language) => language.id), default: 'python' },
      kind: {
        enum: [...new Set(catalog.languages.flatMap((language) => language.kinds))],
        default: 'service',
      },
      mcp: {
        description: "Whether an MCP server shows the repository's context to assistants.",
        type: 'boolean',
        default: false,
      },
      mq: {
        description: 'The broker with which it exchanges CloudEvents.',
        enum: MQ_CHOICES,
        default: 'none',
      },
      owner: {
        description: 'The GitHub account that will own the repository.',
        type: 'string',
        pattern: '^[A-Za-z0-9]([A-Za-z0-9]|-(?=[A-Za-z0-9])){0,38}$',
      },
      description: {
        description: "One line for people, within GitHub's limit for a repository.",
        type: 'string',
        minLength: 1,
        maxLength: 350,
        // No control characters or line breaks, no direction overrides, no blank at either end.
        pattern:
          '^(?! )[^\\u0000-\\u001f\\u007f-\\u009f\\u061c\\u2028\\u2029\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069\\ufeff]*(?<! )$',
      },
      license: { enum: catalog.licenses, default: 'MIT' },
    },
  };
}
