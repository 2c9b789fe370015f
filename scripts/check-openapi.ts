import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { AnySchema, ValidateFunction } from 'ajv';
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
  const { nullable, example: _example, examples: _examples, ...rest } = value;
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
  // Behind the first errors stand those of the branches that were not meant.
  const [first, ...others] = validate.errors ?? [];
  const detail = JSON.stringify(first?.params ?? {});
  return `${first?.instancePath ?? ''} ${first?.message ?? ''} ${detail}${others.length > 0 ? ` (+${others.length})` : ''}`;
}

/** Checks exchanges against the OpenAPI document of api.github.com. */
class RestChecker {
  readonly #document: OpenApi;
  readonly #ajv = newAjv();
  readonly #compiled = new Map<string, ValidateFunction>();

  constructor(document: OpenApi) {
    this.#document = document;
    this.#ajv.addSchema({ $id: 'github', components: toJsonSchema(document.components) } as AnySchema);
  }

  check({ known, method, route, status, body }: Exchange): Verdict {
    if (!known) return 'the sandbox has no such route';
    if (route === '/graphql') return undefined;
    const operation = this.#document.paths[route]?.[method.toLowerCase()];
    if (operation === undefined) return 'GitHub publishes no such route';
    const named = operation.responses[String(status)];
    const response = named?.$ref === undefined ? named : this.#component(named.$ref);
    if (response === undefined) {
      // GitHub does not list every refusal of every route; all have one form.
      if (status >= 400) return this.#validate({ $ref: 'github#/components/schemas/basic-error' }, body);
      return `GitHub publishes no status ${status} here`;
    }
    const schema = Object.entries(response.content ?? {}).find(([type]) => type.includes('json'))?.[1].schema;
    if (schema === undefined) return body === undefined ? undefined : 'GitHub publishes no JSON body here';
    return body === undefined ? undefined : this.#validate(schema, body);
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
    this.#ajv.addSchema(
      { $id: 'webhooks', definitions: withoutDialect(document.definitions) } as AnySchema,
      'webhooks',
    );
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

/** Every definition names draft-07 again, without the `#` by which ajv knows it. */
function withoutDialect(definitions: Json): Json {
  return Object.fromEntries(
    Object.entries(definitions).map(([name, definition]) => {
      const { $schema: _dialect, ...rest } = isObject(definition) ? definition : {};
      return [name, rest];
    }),
  );
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
