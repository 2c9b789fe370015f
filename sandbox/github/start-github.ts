import { mkdtemp, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sodium from 'libsodium-wrappers';
import type { Clock } from '../../core/common/clock.ts';
import { systemClock } from '../../core/common/clock.ts';
import { accountsOf } from './accounts.ts';
import { checkButtons } from './check-buttons.ts';
import { FaultPlan } from './fault-plan.ts';
import type { GitHubSandbox } from './github-sandbox.ts';
import { mergeQueues } from './merge-queues.ts';
import { RateLimits } from './http/rate-limit.ts';
import { Traffic } from './http/traffic.ts';
import type { Hub } from './hub.ts';
import { inventory } from './inventory.ts';
import { serveGitHub } from './serve-github.ts';
import { State } from './state/state.ts';
import { Deliveries } from './webhooks/deliveries.ts';
import { completePayload } from './webhooks/complete-payload.ts';
import { Events } from './webhooks/events.ts';
import { workflowRunReports } from './workflow-run-reports.ts';
import { workflowSettings } from './workflow-settings.ts';

export interface StartOptions {
  /** 0 or absent: a free one. */
  readonly port?: number;
  /** Where the bare repositories go; absent: a temporary folder, removed at the end. */
  readonly directory?: string;
  readonly clock?: Clock;
  /** How many requests an installation of an app has in an hour; absent: as many as GitHub gives. */
  readonly hourlyLimit?: number;
  /** Called with one line for each request. */
  readonly log?: (line: string) => void;
}

/** In ms. On a busy machine a client may ask again just when a shorter time has run out, and finds the connection closed. */
const KEEP_ALIVE = 60_000;

/** Starts a GitHub on 127.0.0.1. Nothing in it outlives `stop()`, except a `directory` that the caller named. */
export async function startGitHub(options: StartOptions = {}): Promise<GitHubSandbox> {
  await sodium.ready;
  const clock = options.clock ?? systemClock;
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE });
  const port = await listen(server, options.port ?? 0);
  const directory = options.directory ?? (await temporaryFolder(server));
  const url = `http://127.0.0.1:${port}`;

  const [state, faults, traffic] = [new State(), new FaultPlan(), new Traffic()];
  const deliveries = new Deliveries({ state, faults, traffic, clock });
  const hub: Hub = {
    addresses: {
      web: url,
      api: `${url}/api/v3`,
      uploads: `${url}/api/uploads`,
      graphql: `${url}/api/graphql`,
    },
    directory,
    state,
    events: new Events((event, sender) => completePayload(hub, event, sender)),
    deliveries,
    faults,
    limits: new RateLimits(clock, options.hourlyLimit),
    clock,
  };
  hub.events.on((event, raised) => {
    deliveries.deliver(event, raised);
  });
  const accounts = accountsOf(hub);
  server.on('request', serveGitHub(hub, traffic, accounts.registerApp, options.log));

  return {
    url,
    apiUrl: hub.addresses.api,
    graphqlUrl: hub.addresses.graphql,
    port,
    directory,
    faults,
    traffic,
    workflowRuns: workflowRunReports(hub),
    ...accounts,
    ...workflowSettings(hub),
    ...checkButtons(hub),
    ...mergeQueues(hub),
    ...inventory(hub),
    onEvent: (listener) => hub.events.on(listener),
    idle: () => deliveries.idle(),
    stop: async () => {
      deliveries.stop();
      await close(server);
      await deliveries.idle();
      if (options.directory === undefined) await rm(directory, { recursive: true, force: true });
    },
  };
}

/** When there can be no folder, the server that listens already is closed before the error is thrown. */
async function temporaryFolder(server: Server): Promise<string> {
  try {
    return await mkdtemp(join(tmpdir(), 'vaultmesh-github-'));
  } catch (error) {
    await close(server);
    throw error;
  }
}

async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return (server.address() as AddressInfo).port;
}

async function close(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
}
