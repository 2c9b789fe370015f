import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { AnySchema, ErrorObject, ValidateFunction } from 'ajv';
import { Ajv } from 'ajv';
import Table from 'cli-table3';

const HELP = `Holds recorded answers and webhooks of the sandbox against GitHub's published schemas.

  node scripts/check-openapi.ts --traffic traffic.jsonl --schemas folder

  --traffic  JSON lines as the sandbox's Traffic.append writes them
  --schemas  a folder in which @octokit/openapi and @octokit/webhooks-schemas are installed

Exit code 1 when an answer or a payload is not what GitHub publishes.`;

type Json = Readonly<Record<string, unknown>>;

interface Exchange {
  readonly kind: 'rest';
  readonly method: string;
  readonly route: string;
  readonly known: boolean;
  readonly status: number;
  readonly body?: unknown;
}

interface Webhook {
  readonly kind: 'webhook';
  readonly event: string;
  readonly payload: unknown;
}

interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation | undefined>> | undefined>>;
  readonly components: Json;
}

interface Operation {
  readonly responses: Readonly<
    Record<
      string,
      { readonly $ref?: string; readonly content?: Readonly<Record<string, { schema: AnySchema }>> }
    >
  >;
}

/** GitHub does not list every refusal of every route, nor always its form; all have this one. */
const BASIC_ERROR = { $ref: 'github#/components/schemas/basic-error' };

/** Where the document contradicts itself: here it wants an account to be a user and an enterprise at once. */
const CORRECTED: Readonly<Record<string, AnySchema>> = {
  'GET /app/installations 200': {
    type: 'array',
    items: { $ref: 'github#/components/schemas/installation' },
  },
};

/** `undefined`: as published; else what is wrong. */
type Verdict = string | undefined;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * OpenAPI 3.0 says `nullable`, JSON Schema says `null` among the types. GitHub's `oneOf` branches overlap (forms of
 * errors whose members are all optional), so that any of them will do.
 */
function toJsonSchema(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toJsonSchema);
  if (!isObject(value)) return value;
  const { nullable, ...rest } = value;
  const schema = Object.fromEntries(
    Object.entries(rest).map(([name, part]) => [
      name === 'oneOf' && Array.isArray(part) ? 'anyOf' : name,
      toJsonSchema(part),
    ]),
  );
  return nullable === true ? { anyOf: [{ type: 'null' }, schema] } : schema;
}

function newAjv(): Ajv {
  const ajv = new Ajv({ strict: false, allErrors: true, logger: false });
  ajv.addFormat('uri', (text: string) => URL.canParse(text));
  ajv.addFormat('date-time', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/);
  return ajv;
}

function verdictOf(validate: ValidateFunction, value: unknown): Verdict {
  if (validate(value)) return undefined;
  // Of the errors of several branches the one that lies deepest tells most.
  const [first, ...others] = (validate.errors ?? []).toSorted((a, b) => depth(b) - depth(a));
  const detail = JSON.stringify(first?.params ?? {});
  return `${first?.instancePath ?? ''} ${first?.message ?? ''} ${detail}${others.length > 0 ? ` (+${others.length})` : ''}`;
}

const depth = ({ instancePath }: ErrorObject): number => instancePath.split('/').length;

/** Checks exchanges against the OpenAPI document of api.github.com. */
class RestChecker {
  readonly #document: OpenApi;
  readonly #ajv = newAjv();
  readonly #compiled = new Map<string, ValidateFunction>();

  constructor(document: OpenApi) {
    this.#document = document;
    this.#ajv.addSchema({ $id: 'github', components: toJsonSchema(document.components) });
  }

  check({ known, method, route, status, body }: Exchange): Verdict {
    if (!known) return 'the sandbox has no such route';
    if (route === '/graphql') return undefined;
    const operation = this.#document.paths[route]?.[method.toLowerCase()];
    if (operation === undefined) return 'GitHub publishes no such route';
    const named = operation.responses[String(status)];
    const response = named?.$ref === undefined ? named : this.#component(named.$ref);
    if (response === undefined) {
      if (status >= 400) return this.#validate(BASIC_ERROR, body);
      return `GitHub publishes no status ${status} here`;
    }
    const published = Object.entries(response.content ?? {}).find(([type]) => type.includes('json'));
    const schema = CORRECTED[`${method} ${route} ${status}`] ?? published?.[1].schema;
    if (body === undefined) return undefined;
    if (schema === undefined && status < 400) return 'GitHub publishes no JSON body here';
    return this.#validate(schema ?? BASIC_ERROR, body);
  }

  #component(reference: string): Operation['responses'][string] | undefined {
    const name = reference.replace('#/components/responses/', '');
    const responses = this.#document.components['responses'];
    return isObject(responses) ? (responses[name] as Operation['responses'][string]) : undefined;
  }

  #validate(schema: AnySchema, body: unknown): Verdict {
    const text = JSON.stringify(toJsonSchema(schema)).replaceAll('"#/components/', '"github#/components/');
    const validate = this.#compiled.get(text) ?? this.#ajv.compile(JSON.parse(text) as AnySchema);
    this.#compiled.set(text, validate);
    return verdictOf(validate, body);
  }
}

/** Checks webhook payloads against the schemas that octokit keeps of them. */
class WebhookChecker {
  readonly #definitions: Json;
  readonly #ajv = newAjv();

  constructor(document: { readonly definitions: Json }) {
    this.#definitions = document.definitions;
    this.#ajv.addSchema({ $id: 'webhooks', definitions: prepared(document.definitions) }, 'webhooks');
  }

  check({ event, payload }: Webhook): Verdict {
    const action =
      isObject(payload) && typeof payload['action'] === 'string' ? `${event}$${payload['action']}` : '';
    const name = [action, `${event}$event`, `${event}_event`].find((one) => one in this.#definitions);
    if (name === undefined) return 'no schema is published for this event';
    const reference = `webhooks#/definitions/${name}`;
    const validate = this.#ajv.getSchema(reference);
    return validate === undefined
      ? `no schema ${reference}`
      : verdictOf(validate as ValidateFunction, payload);
  }
}

/**
 * Members that GitHub's OpenAPI document has and its webhooks send, but that octokit's webhook schemas, which are closed
 * and older, do not know yet. The paths lead from a definition to its `properties`.
 */
const NEWER_MEMBERS: Readonly<Record<string, readonly string[]>> = {
  app: ['client_id'],
  'app.permissions': ['actions_variables', 'organization_actions_variables'],
  installation: ['client_id'],
  'installation.permissions': ['actions_variables', 'organization_actions_variables'],
  release: ['immutable', 'updated_at'],
  'release-asset': ['digest'],
};

/** The definitions as ajv takes them: newer members admitted, and no dialect of their own (each names draft-07 again). */
function prepared(definitions: Json): Json {
  const open = (value: unknown, path: string): unknown => {
    if (!isObject(value)) return value;
    const schema = { ...value, $schema: undefined };
    const properties = isObject(value['properties']) ? value['properties'] : undefined;
    if (properties === undefined) return schema;
    const known = Object.entries(properties).map(([name, part]) => [name, open(part, `${path}.${name}`)]);
    const newer = (NEWER_MEMBERS[path] ?? []).map((name) => [name, true]);
    return { ...schema, properties: Object.fromEntries([...known, ...newer]) as unknown };
  };
  return Object.fromEntries(Object.entries(definitions).map(([name, part]) => [name, open(part, name)]));
}

async function readJson(file: string): Promise<unknown> {
  return JSON.parse(await readFile(file, 'utf8'));
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { traffic: { type: 'string' }, schemas: { type: 'string' }, help: { type: 'boolean' } },
  });
  if (values.help === true || values.traffic === undefined || values.schemas === undefined) {
    console.log(HELP);
    return values.help === true ? 0 : 2;
  }
  const packages = join(values.schemas, 'node_modules', '@octokit');
  const rest = new RestChecker(
    (await readJson(join(packages, 'openapi', 'generated', 'api.github.com.json'))) as OpenApi,
  );
  const webhooks = new WebhookChecker(
    (await readJson(join(packages, 'webhooks-schemas', 'schema.json'))) as { definitions: Json },
  );
  const lines = (await readFile(values.traffic, 'utf8')).split('\n').filter((line) => line !== '');
  const rows = new Map<string, { seen: number; wrong: number; reason: string }>();
  for (const line of lines) {
    const record = JSON.parse(line) as Exchange | Webhook;
    const verdict = record.kind === 'rest' ? rest.check(record) : webhooks.check(record);
    const name =
      record.kind === 'rest'
        ? `${record.method} ${record.route} ${record.status}`
        : `webhook ${record.event}`;
    const row = rows.get(name) ?? { seen: 0, wrong: 0, reason: '' };
    row.seen += 1;
    if (verdict !== undefined) {
      row.wrong += 1;
      row.reason = verdict;
    }
    rows.set(name, row);
  }
  const table = new Table({ head: ['answer', 'seen', 'wrong', 'why'], style: { head: [], border: [] } });
  for (const [name, row] of [...rows].sort(([a], [b]) => a.localeCompare(b))) {
    table.push([name, row.seen, row.wrong, row.reason]);
  }
  console.log(table.toString());
  const wrong = [...rows.values()].filter((row) => row.wrong > 0).length;
  console.log(`${rows.size} kinds of answers and webhooks, ${wrong} of them not as GitHub publishes them.`);
  return wrong === 0 && rows.size > 0 ? 0 : 1;
}

process.exitCode = await main();
