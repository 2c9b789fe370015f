import { createHmac, generateKeyPairSync, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { generateWitnessKey } from '../../../core/remembrancer/ledger/index.ts';
import { startApp } from '../../../sandbox/world/app-process.ts';
import { freePort } from '../../../sandbox/world/free-port.ts';
import { startStubGitHub, type StubGitHub } from './stub-github.ts';

const SECRET = 'secret of the test';

/** A request at the app's door; what is not told is as GitHub sends it. */
export interface Sent {
  readonly event: string;
  readonly body: string | Buffer;
  readonly id?: string;
  readonly headers?: Readonly<Record<string, string | undefined>>;
}

/** The app as a process of its own, before a GitHub that has no memory. */
export interface PayloadApp {
  readonly github: StubGitHub;
  /** The status of the answer, or nothing where the connection was closed. */
  readonly deliver: (sent: Sent) => Promise<number | undefined>;
  /** Resolves when all that was taken has been worked on. Throws where the process has ended. */
  readonly idle: () => Promise<void>;
  /** The lines that it logged since the last look. */
  readonly lines: () => Line[];
  /** Where the app listens. */
  readonly port: number;
  /** Ends the process as a crash would, and starts another. */
  readonly restart: () => Promise<void>;
  readonly lives: () => Promise<boolean>;
  readonly stop: () => Promise<void>;
}

export interface Line {
  readonly level: number;
  readonly msg?: string;
  readonly event?: string;
  readonly delivery?: string;
  readonly err?: { readonly message: string };
}

export const signed = (body: string | Buffer, secret = SECRET): string =>
  `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;

/** As the app with the id `appId`. The process has little memory, so that it ends where what it keeps is not bounded. */
export async function startPayloadApp(appId: number): Promise<PayloadApp> {
  const github = await startStubGitHub(appId);
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const port = await freePort();
  const environment = {
    APP_ID: String(appId),
    PRIVATE_KEY: privateKey.export({ type: 'pkcs1', format: 'pem' }) as string,
    WEBHOOK_SECRET: SECRET,
    VAULTMESH_WITNESS_KEY: generateWitnessKey('example.org/witness').signerKey,
    VAULTMESH_THROTTLE: 'off',
    GHE_HOST: github.host,
    GHE_PROTOCOL: 'http',
    NODE_OPTIONS: '--max-old-space-size=256',
  };
  let app = await startApp(port, environment);
  let seen = 0;
  const lives = async (): Promise<boolean> => {
    const answer = await fetch(`http://127.0.0.1:${port}/livez`).catch(() => undefined);
    return answer?.ok === true;
  };
  return {
    github,
    port,
    async restart() {
      await app.stop('SIGKILL');
      app = await startApp(port, environment);
      seen = 0;
    },
    lives,
    async deliver({ event, body, id = randomUUID(), headers }) {
      const all: Record<string, string | undefined> = {
        'content-type': 'application/json',
        'x-github-event': event,
        'x-github-delivery': id,
        'x-hub-signature-256': signed(body),
        ...headers,
      };
      const told = Object.entries(all).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, value]],
      );
      const request = {
        method: 'POST',
        headers: Object.fromEntries(told) as Record<string, string>,
        body: typeof body === 'string' ? body : new Uint8Array(body),
      };
      const answer = await fetch(`http://127.0.0.1:${port}/api/github/webhooks`, request).catch(
        () => undefined,
      );
      await answer?.body?.cancel();
      return answer?.status;
    },
    async idle() {
      while (!(await app.isIdle())) {
        if (!(await lives())) throw new Error(`The app has ended:\n${app.log().slice(-2000)}`);
        await sleep(20);
      }
    },
    lines() {
      const text = app.log();
      const end = text.lastIndexOf('\n') + 1;
      const fresh = text.slice(seen, end);
      seen = end;
      return fresh.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Line]));
    },
    async stop() {
      await app.stop();
      await github.stop();
    },
  };
}
