import { spawn } from 'node:child_process';
import { createHmac, generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { generateWitnessKey } from '../../core/remembrancer/ledger/index.ts';

const main = fileURLToPath(new URL('../../app/main.ts', import.meta.url));
const SECRET = 'canary: the webhook secret';

/** A GitHub that knows the app and has no installation of it. */
let github: Server;
let settings: Record<string, string>;
beforeAll(async () => {
  github = createServer((request, response) => {
    const known = request.url?.startsWith('/api/v3/app') === true;
    response.writeHead(known ? 200 : 404, { 'content-type': 'application/json' });
    const isList = /\/(installations|deliveries)/.test(request.url ?? '');
    response.end(isList ? '[]' : '{}');
  }).listen(0, '127.0.0.1');
  await once(github, 'listening');
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  settings = {
    APP_ID: '7',
    PRIVATE_KEY: privateKey.export({ type: 'pkcs1', format: 'pem' }) as string,
    WEBHOOK_SECRET: SECRET,
    VAULTMESH_WITNESS_KEY: generateWitnessKey('example.org/witness').signerKey,
    VAULTMESH_THROTTLE: 'off',
    GHE_HOST: `127.0.0.1:${(github.address() as AddressInfo).port}`,
    GHE_PROTOCOL: 'http',
    PORT: '0',
  };
});
afterAll(async () => {
  github.close();
  github.closeAllConnections();
  await once(github, 'close');
});

/** The app as a process of its own; `listening` gives its address, `ended` its exit code. */
function start(env: Record<string, string>) {
  const child = spawn(process.execPath, ['--no-warnings', main], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  return {
    child,
    output: () => output,
    ended: once(child, 'close').then(([code]: (number | null)[]) => code),
    async listening(): Promise<string> {
      for (;;) {
        const address = /Listening on (http:\/\/[^"]+)/.exec(output)?.[1];
        if (address !== undefined) return address;
        if (child.exitCode !== null) throw new Error(output);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
  };
}

const deliver = async (url: string, body: string, signature: string | undefined) => {
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    'x-github-event': 'push',
    'x-github-delivery': '0b1f3c1e-0000-4000-8000-000000000001',
    ...(signature !== undefined && { 'x-hub-signature-256': signature }),
  };
  return (await fetch(`${url}/api/github/webhooks`, { method: 'POST', headers, body })).status;
};
const sign = (body: string, secret: string) =>
  `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;

describe('without its settings', () => {
  it('the app ends at once, with the code for wrong usage, and names what is missing', async () => {
    const app = start({});
    expect(await app.ended).toBe(2);
    for (const name of ['APP_ID', 'PRIVATE_KEY', 'WEBHOOK_SECRET', 'VAULTMESH_WITNESS_KEY']) {
      expect(app.output()).toContain(`${name} is missing`);
    }
    expect(app.output()).not.toContain('    at ');
  });
});

describe('on a port that is taken', () => {
  const taken = () => String((github.address() as AddressInfo).port);
  it.each(['PORT', 'VAULTMESH_METRICS_PORT'])(
    'the app ends at once and says which setting it is: %s',
    async (name) => {
      const app = start({ ...settings, [name]: taken() });
      expect(await app.ended).toBe(2);
      expect(app.output()).toContain(
        `The app cannot start: 127.0.0.1:${taken()} is taken by another program, or by this one from before. Give another by ${name}`,
      );
      expect(app.output()).not.toContain('    at ');
    },
  );
});

describe('the running app', () => {
  let app: ReturnType<typeof start>;
  let url: string;
  beforeAll(async () => {
    app = start(settings);
    url = await app.listening();
  });
  afterAll(async () => {
    app.child.kill('SIGKILL');
    await app.ended;
  });

  const get = async (path: string) => (await fetch(url + path)).status;

  it('listens on loopback only, and tells that it lives and is ready', async () => {
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(await get('/livez')).toBe(200);
    expect(await get('/readyz')).toBe(200);
    expect(await get('/anything')).toBe(404);
  });

  it('takes deliveries that GitHub signed, and no others', async () => {
    const body = JSON.stringify({
      ref: 'refs/heads/ledger',
      installation: {},
      canary: 'canary: in every payload',
    });
    expect(await deliver(url, body, sign(body, SECRET))).toBe(202);
    expect(await deliver(url, body, sign(body, 'development'))).toBe(401);
    expect(await deliver(url, `${body} `, sign(body, SECRET))).toBe(401);
    expect(await deliver(url, body, undefined)).toBe(400);
  });

  it('takes no delivery that is larger than GitHub makes them', async () => {
    const large = 'x'.repeat(26 * 1024 * 1024);
    const status = await deliver(url, large, `sha256=${'0'.repeat(64)}`).catch(() => 'connection closed');
    expect([413, 'connection closed']).toContain(status);
    expect(await get('/livez')).toBe(200);
  });

  it('takes no delivery that does not say how large it is', async () => {
    const answer = await fetch(`${url}/api/github/webhooks`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-github-event': 'ping',
        'x-github-delivery': '0b1f3c1e-0000-4000-8000-000000000001',
        'x-hub-signature-256': `sha256=${'0'.repeat(64)}`,
      },
      body: new Blob(['{}']).stream(),
      duplex: 'half',
    });
    expect(answer.status).toBe(413);
  });

  it('logs JSON with the delivery, and no secret', () => {
    const lines = app
      .output()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines).toContainEqual(
      expect.objectContaining({ delivery: '0b1f3c1e-0000-4000-8000-000000000001', event: 'push' }),
    );
    expect(app.output()).not.toContain('canary');
    expect(app.output()).not.toContain('PRIVATE');
    expect(app.output()).not.toContain(settings['VAULTMESH_WITNESS_KEY']!.split('+').slice(4).join('+'));
  });

  it('stops when it is asked to, with success', async () => {
    app.child.kill('SIGTERM');
    expect(await app.ended).toBe(0);
    expect(app.output()).toContain('Stopped');
  });
});

describe('an app that GitHub does not know', () => {
  it('lives, and is not ready', async () => {
    const app = start({ ...settings, GHE_HOST: '127.0.0.1:1' });
    try {
      const url = await app.listening();
      expect((await fetch(`${url}/livez`)).status).toBe(200);
      expect((await fetch(`${url}/readyz`)).status).toBe(503);
    } finally {
      app.child.kill('SIGKILL');
      await app.ended;
    }
  });
});

describe('an app whose Redis is away', () => {
  it('lives, is not ready, takes nothing, keeps the password to itself, and stops when it is asked to', async () => {
    const app = start({ ...settings, REDIS_URL: 'redis://app:canary@127.0.0.1:1' });
    try {
      const url = await app.listening();
      expect((await fetch(`${url}/livez`)).status).toBe(200);
      expect((await fetch(`${url}/readyz`)).status).toBe(503);
      const body = JSON.stringify({ ref: 'refs/heads/ledger', installation: {} });
      expect(await deliver(url, body, sign(body, SECRET))).toBe(503);
      app.child.kill('SIGTERM');
      expect(await app.ended).toBe(0);
      expect(app.output()).toContain('Redis cannot be reached');
      expect(app.output()).not.toContain('canary');
    } finally {
      app.child.kill('SIGKILL');
      await app.ended;
    }
  });
});
