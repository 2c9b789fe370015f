import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readConfig } from '../../app/config.ts';
import { generateWitnessKey } from '../../core/remembrancer/ledger/index.ts';

const privateKey = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({
  type: 'pkcs1',
  format: 'pem',
}) as string;
const witness = generateWitnessKey('example.org/witness');
const complete = {
  APP_ID: '7',
  PRIVATE_KEY: privateKey,
  WEBHOOK_SECRET: 'a secret of our own',
  VAULTMESH_WITNESS_KEY: witness.signerKey,
};

function refusal(env: Record<string, string | undefined>): string {
  try {
    readConfig(env);
  } catch (error) {
    return (error as Error).message;
  }
  return 'started';
}

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'vaultmesh-config-'));
});
afterAll(() => {
  rmSync(directory, { recursive: true });
});

describe('a complete environment', () => {
  it('is enough, and everything else has a default', () => {
    expect(readConfig(complete)).toMatchObject({
      appId: 7,
      webhookSecret: 'a secret of our own',
      apiUrl: 'https://api.github.com',
      host: '127.0.0.1',
      port: 3000,
      logLevel: 'info',
      throttle: true,
      spawnSettings: {
        serverUrl: 'https://github.com',
        platform: 'platform',
        recordAction: 'vaultmesh/record@v1',
      },
    });
    expect(readConfig(complete).witness.verifierKey).toBe(witness.verifierKey);
  });

  it('may give keys as files, and the app key in one line', () => {
    const files = { key: join(directory, 'app.pem'), witness: join(directory, 'witness.key') };
    writeFileSync(files.key, privateKey);
    writeFileSync(files.witness, `${witness.signerKey}\n`);

    const fromFiles = readConfig({
      ...complete,
      PRIVATE_KEY: undefined,
      VAULTMESH_WITNESS_KEY: undefined,
      PRIVATE_KEY_PATH: files.key,
      VAULTMESH_WITNESS_KEY_PATH: files.witness,
    });
    expect(fromFiles.privateKey).toBe(privateKey);
    expect(fromFiles.witness.keyId).toBe(readConfig(complete).witness.keyId);

    const escaped = privateKey.replaceAll('\n', String.raw`\n`);
    expect(readConfig({ ...complete, PRIVATE_KEY: escaped }).privateKey).toBe(privateKey);
    const encoded = Buffer.from(privateKey).toString('base64');
    expect(readConfig({ ...complete, PRIVATE_KEY: encoded }).privateKey).toBe(privateKey);
  });

  it('may give what is secret as files', () => {
    const files = { secret: join(directory, 'webhook'), redis: join(directory, 'redis') };
    writeFileSync(files.secret, 'a secret in a file\n');
    writeFileSync(files.redis, 'redis://:password@redis:6379\n');
    const config = readConfig({
      ...complete,
      WEBHOOK_SECRET: undefined,
      WEBHOOK_SECRET_PATH: files.secret,
      REDIS_URL_PATH: files.redis,
    });
    expect(config.webhookSecret).toBe('a secret in a file');
    expect(config.redisUrl).toBe('redis://:password@redis:6379');
  });

  it('shares its work over Redis where it is told one, also over TLS', () => {
    expect(readConfig(complete)).not.toHaveProperty('redisUrl');
    const url = 'rediss://app:password@redis.acme.example:6380/2';
    expect(readConfig({ ...complete, REDIS_URL: url }).redisUrl).toBe(url);
  });

  it('tells metrics where it is asked to', () => {
    expect(readConfig(complete)).not.toHaveProperty('metricsPort');
    expect(readConfig({ ...complete, VAULTMESH_METRICS_PORT: '9464' }).metricsPort).toBe(9464);
    expect(refusal({ ...complete, VAULTMESH_METRICS_PORT: 'x' })).toContain('VAULTMESH_METRICS_PORT is "x"');
  });

  it('reaches a GitHub Enterprise Server', () => {
    const { apiUrl, spawnSettings } = readConfig({ ...complete, GHE_HOST: 'github.acme.example' });
    expect(apiUrl).toBe('https://github.acme.example/api/v3');
    expect(spawnSettings.serverUrl).toBe('https://github.acme.example');
  });
});

describe('the app refuses to start', () => {
  it('and names everything that is missing, and where it is found or how it is made', () => {
    const message = refusal({});
    expect(message.split('\n')).toHaveLength(6);
    expect(message).toMatch(/APP_ID is missing. It stands at the top of .*Developer settings/);
    expect(message).toMatch(/PRIVATE_KEY is missing. Generate one under "Private keys"/);
    expect(message).toMatch(/WEBHOOK_SECRET is missing. Make one with "openssl rand -hex 32"/);
    expect(message).toMatch(/"npm run setup" makes a GitHub App/);
    expect(message).toMatch(
      /VAULTMESH_WITNESS_KEY is missing. Make one with "node_modules\/.bin\/node app\/witness-key.ts/,
    );
  });

  it.each(Object.keys(complete))('without %s', (name) => {
    expect(refusal({ ...complete, [name]: '' })).toContain(`${name} is missing`);
  });

  it.each(['http://:canary@redis:6379', 'redis:canary', 'canary'])(
    'with a REDIS_URL that is no address of a Redis, without repeating it: %s',
    (url) => {
      const message = refusal({ ...complete, REDIS_URL: url });
      expect(message).toContain('REDIS_URL is not the address of a Redis');
      expect(message).not.toContain('canary');
    },
  );

  it("with Probot's well-known webhook secret", () => {
    expect(refusal({ ...complete, WEBHOOK_SECRET: 'development' })).toContain('well-known');
  });

  it('with a key that is none, without repeating it', () => {
    const message = refusal({ ...complete, PRIVATE_KEY: 'canary-1', VAULTMESH_WITNESS_KEY: 'canary-2' });
    expect(message).toContain('PRIVATE_KEY is not an RSA private key');
    expect(message).toContain('witness key');
    expect(message).not.toContain('canary');
    expect(refusal({ ...complete, PRIVATE_KEY: `-----BEGIN canary` })).not.toContain('canary');
  });

  it('with a setting that means nothing', () => {
    expect(refusal({ ...complete, PORT: '70000' })).toContain('PORT is "70000"');
    expect(refusal({ ...complete, APP_ID: 'x' })).toContain('APP_ID is not a number');
    expect(refusal({ ...complete, LOG_LEVEL: 'loud' })).toContain('Choose one of: trace, debug');
    expect(refusal({ ...complete, GHE_HOST: 'evil/path' })).toContain('GHE_HOST is "evil/path"');
    expect(refusal({ ...complete, VAULTMESH_PLATFORM: '../x' })).toContain('platform repository');
    expect(refusal({ ...complete, VAULTMESH_SWEEP_MINUTES: '0' })).toContain(
      'VAULTMESH_SWEEP_MINUTES is "0"',
    );
    expect(refusal({ ...complete, VAULTMESH_QUEUE_LIMIT: 'x' })).toContain('VAULTMESH_QUEUE_LIMIT is "x"');
    expect(refusal({ ...complete, VAULTMESH_RUN_PATIENCE: '601' })).toContain('Give a number from 1 to 600.');
    expect(refusal({ ...complete, PRIVATE_KEY: '', PRIVATE_KEY_PATH: join(directory, 'none') })).toContain(
      'cannot be read',
    );
  });

  it('without the distance between calls that GitHub asks for, unless GitHub is on this machine', () => {
    const off = { ...complete, VAULTMESH_THROTTLE: 'off' };
    expect(refusal(off)).toContain('VAULTMESH_THROTTLE is "off"');
    expect(refusal({ ...off, GHE_HOST: '127.0.0.1.example.org' })).toContain('VAULTMESH_THROTTLE is "off"');
    expect(readConfig({ ...off, GHE_HOST: '127.0.0.1:4000', GHE_PROTOCOL: 'http' }).throttle).toBe(false);
  });
});
