import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { asVaultMeshError, VaultMeshError } from '../core/common/error.ts';
import { spawnSettings, type SpawnSettings } from '../core/spawn/index.ts';
import { parseWitnessKey, type CosignatureSigner } from '../core/remembrancer/ledger/index.ts';

/** What the app was started with. */
export interface Config {
  readonly appId: number;
  /** PEM */
  readonly privateKey: string;
  readonly webhookSecret: string;
  readonly witness: CosignatureSigner;
  readonly apiUrl: string;
  readonly host: string;
  readonly port: number;
  /** Where `/metrics` is; without it nowhere. */
  readonly metricsPort?: number;
  readonly logLevel: LogLevel;
  /** Whether calls keep the distance that GitHub asks for. */
  readonly throttle: boolean;
  readonly spawnSettings: SpawnSettings;
  /** How many deliveries may wait; over Redis, in each shard. */
  readonly queueLimit: number;
  /** Between two sweeps. */
  readonly sweepMinutes: number;
  /** How long after a release a workflow of its repository may take to begin, in seconds. */
  readonly runPatience: number;
  /** Where several processes share their work; it may hold a password. */
  readonly redisUrl?: string;
}

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const;
type LogLevel = (typeof LOG_LEVELS)[number];

type Environment = Readonly<Record<string, string | undefined>>;

const APP_SETTINGS = 'the settings page of your GitHub App (Settings > Developer settings > GitHub Apps)';

/**
 * Reads the environment, once, at the start.
 *
 * Throws `usage` with everything that is wrong in it, one line each, and where to find or how to make it.
 */
export function readConfig(env: Environment): Config {
  const problems: string[] = [];
  function read<Value>(parse: () => Value): Value | undefined {
    try {
      return parse();
    } catch (error) {
      problems.push(asVaultMeshError(error).message);
      return undefined;
    }
  }
  const github = read(() => readGitHub(env));
  const config = {
    appId: read(() => readAppId(env)),
    privateKey: read(() => readPrivateKey(env)),
    webhookSecret: read(() => readWebhookSecret(env)),
    witness: read(() => readWitness(env)),
    host: env['HOST'] ?? '127.0.0.1',
    port: read(() => readPort(env, 'PORT') ?? 3000),
    logLevel: read(() => oneOf(env, 'LOG_LEVEL', LOG_LEVELS, 'info')),
    throttle: read(() => readThrottle(env, github?.serverUrl)),
    spawnSettings: read(() => readSpawnSettings(env, github?.serverUrl)),
    queueLimit: read(() => wholeNumber(env, 'VAULTMESH_QUEUE_LIMIT', 5_000, 100_000)),
    sweepMinutes: read(() => wholeNumber(env, 'VAULTMESH_SWEEP_MINUTES', 60, 24 * 60)),
    runPatience: read(() => wholeNumber(env, 'VAULTMESH_RUN_PATIENCE', 30, 600)),
  };
  const redisUrl = read(() => readRedisUrl(env));
  const metricsPort = read(() => readPort(env, 'VAULTMESH_METRICS_PORT'));
  if (problems.length > 0 || !github || !isComplete(config)) {
    throw new VaultMeshError(
      'usage',
      [
        'The app cannot start:',
        ...problems.map((each) => `- ${each}`),
        ...(env['APP_ID'] ? [] : ['"npm run setup" makes a GitHub App and writes all that it needs.']),
      ].join('\n'),
    );
  }
  return {
    ...config,
    apiUrl: github.apiUrl,
    ...(redisUrl !== undefined && { redisUrl }),
    ...(metricsPort !== undefined && { metricsPort }),
  };
}

function isComplete<Part extends object>(
  part: Part,
): part is { [Key in keyof Part]: Exclude<Part[Key], undefined> } {
  return Object.values(part).every((value) => value !== undefined);
}

function readAppId(env: Environment): number {
  const text = env['APP_ID'] ?? '';
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text);
  throw wrong(
    `APP_ID is ${text === '' ? 'missing' : 'not a number'}. It stands at the top of ${APP_SETTINGS}.`,
  );
}

function readWebhookSecret(env: Environment): string {
  const make = `Make one with "openssl rand -hex 32" and enter it here and as "Webhook secret" on ${APP_SETTINGS}.`;
  const secret = valueOrFile(env, 'WEBHOOK_SECRET', make).trim();
  if (secret === '') throw wrong(`WEBHOOK_SECRET is missing. ${make}`);
  // Probot takes this one when none is set, so everybody knows it.
  if (secret === 'development') throw wrong(`WEBHOOK_SECRET is a well-known word. ${make}`);
  return secret;
}

function readPrivateKey(env: Environment): string {
  const remedy = `Generate one under "Private keys" on ${APP_SETTINGS} and give its path in PRIVATE_KEY_PATH.`;
  const text = valueOrFile(env, 'PRIVATE_KEY', remedy);
  const pem = text.includes('-----BEGIN') ? text.replaceAll(String.raw`\n`, '\n') : atBase64(text);
  try {
    if (createPrivateKey(pem).asymmetricKeyType === 'rsa') return pem;
  } catch {
    // Node's reason may quote the key.
  }
  throw wrong(`PRIVATE_KEY is not an RSA private key in PEM. ${remedy}`);
}

function readWitness(env: Environment): CosignatureSigner {
  const remedy =
    'Make one with "node_modules/.bin/node app/witness-key.ts <name> <file>", keep the file secret, and give its path in VAULTMESH_WITNESS_KEY_PATH.';
  return parseWitnessKey(valueOrFile(env, 'VAULTMESH_WITNESS_KEY', remedy).trim());
}

function valueOrFile(env: Environment, name: string, remedy: string): string {
  const value = env[name];
  if (value) return value;
  const path = env[`${name}_PATH`];
  if (!path) throw wrong(`${name} is missing. ${remedy}`);
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw wrong(`${name}_PATH names a file that cannot be read: ${path}. ${remedy}`, error);
  }
}

function readGitHub(env: Environment): { serverUrl: string; apiUrl: string } {
  const host = env['GHE_HOST'];
  if (!host) return { serverUrl: 'https://github.com', apiUrl: 'https://api.github.com' };
  const protocol = oneOf(env, 'GHE_PROTOCOL', ['https', 'http'], 'https');
  const serverUrl = `${protocol}://${host}`;
  if (!URL.canParse(serverUrl) || new URL(serverUrl).host !== host) {
    throw wrong(`GHE_HOST is "${host}", which is not a host name with an optional port.`);
  }
  return { serverUrl, apiUrl: `${serverUrl}/api/v3` };
}

function readSpawnSettings(env: Environment, serverUrl: string | undefined): SpawnSettings {
  const recordAction = env['VAULTMESH_RECORD_ACTION'];
  const platform = env['VAULTMESH_PLATFORM'];
  return spawnSettings({
    ...(serverUrl && { serverUrl }),
    ...(recordAction && { recordAction }),
    ...(platform && { platform }),
  });
}

function readPort(env: Environment, name: string): number | undefined {
  const text = env[name];
  if (!text) return undefined;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port <= 65_535) return port;
  throw wrong(`${name} is "${text}". Give a number from 0 (any free port) to 65535.`);
}

function wholeNumber(env: Environment, name: string, otherwise: number, most: number): number {
  const text = env[name] ?? String(otherwise);
  const number = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (number >= 1 && number <= most) return number;
  throw wrong(`${name} is "${text}". Give a number from 1 to ${most}.`);
}

/** The address is not repeated when it is wrong: a password may be in it. */
function readRedisUrl(env: Environment): string | undefined {
  if (!env['REDIS_URL'] && !env['REDIS_URL_PATH']) return undefined;
  const url = valueOrFile(env, 'REDIS_URL', 'Write the address into it, or leave both out.').trim();
  const { protocol, hostname } = URL.canParse(url) ? new URL(url) : { protocol: '', hostname: '' };
  if (['redis:', 'rediss:'].includes(protocol) && hostname !== '') return url;
  throw wrong(
    'REDIS_URL is not the address of a Redis. Write redis://host:6379, or rediss://name:password@host:6379 for one ' +
      'that is reached over TLS; leave it out when there is one process only.',
  );
}

function readThrottle(env: Environment, serverUrl: string | undefined): boolean {
  const throttle = oneOf(env, 'VAULTMESH_THROTTLE', ['on', 'off'], 'on') === 'on';
  if (!throttle && serverUrl !== undefined && !isLoopback(serverUrl)) {
    throw wrong(
      'VAULTMESH_THROTTLE is "off", which is for a GitHub on this machine only (GHE_HOST=127.0.0.1:…).',
    );
  }
  return throttle;
}

function isLoopback(url: string): boolean {
  return ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname);
}

function oneOf<Choice extends string>(
  env: Environment,
  name: string,
  choices: readonly Choice[],
  otherwise: Choice,
): Choice {
  const text = env[name] ?? otherwise;
  const choice = choices.find((each) => each === text);
  if (choice !== undefined) return choice;
  throw wrong(`${name} is "${text}". Choose one of: ${choices.join(', ')}.`);
}

const atBase64 = (text: string): string => Buffer.from(text, 'base64').toString('utf8');

const wrong = (message: string, cause?: unknown): VaultMeshError =>
  new VaultMeshError('usage', message, { cause });
