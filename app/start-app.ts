import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../core/common/clock.ts';
import { vaultMesh } from './app.ts';
import type { Config } from './config.ts';
import { createProbot } from './create-probot.ts';
import { NO_RETRY } from '../core/github/find-or-make.ts';
import { serve } from './serve.ts';
import { sweep } from './sweep.ts';
import { createTurns } from './turns.ts';
import { untilDone } from './until-done.ts';

export interface RunningApp {
  /** Stops to take deliveries and resolves when the work in hand is done. */
  readonly stop: () => Promise<void>;
}

/** How long work in hand may take after a stop was asked for, in ms. Kubernetes kills after 30 s. */
const PATIENCE = 25_000;

/** Starts to listen for webhooks, and sweeps up what was missed while the app was down. */
export async function startApp(config: Config, clock: Clock): Promise<RunningApp> {
  const services = { config, clock, turns: createTurns() };
  const probot = await createProbot(config).ready();
  const { log } = probot;
  await probot.load(vaultMesh(services));
  const middleware = await probot.getNodeMiddleware();

  const github = await probot.auth();
  const stopping = new AbortController();
  let known: Promise<unknown> | undefined;
  const server = serve({
    webhooks: (request, response) => middleware(request, response),
    onError: (error) => {
      log.error({ err: error }, 'A request could not be answered');
    },
    async ready() {
      if (stopping.signal.aborted) throw new Error('stopping');
      known ??= github.rest.apps.getAuthenticated(NO_RETRY);
      try {
        await known;
      } catch (error) {
        known = undefined;
        throw error;
      }
    },
  });
  server.listen(config.port, config.host);
  await once(server, 'listening');
  const { address, port } = server.address() as AddressInfo;
  log.info({ address, port }, `Listening on http://${address}:${port}`);
  const swept = untilDone(() => sweep(probot, services), {
    // Rejects when it is aborted, and then there is nothing left to wait for.
    sleep: (ms, signal) => sleep(ms, undefined, { signal }).catch(() => undefined),
    random: Math.random,
    signal: stopping.signal,
  });

  return {
    async stop() {
      stopping.abort();
      log.info('Stopping: no more deliveries are taken, the work in hand is finished');
      server.close();
      server.closeIdleConnections();
      const done = Promise.all([swept, services.turns.idle()]);
      await Promise.race([done, new Promise((resolve) => setTimeout(resolve, PATIENCE).unref())]);
      server.closeAllConnections();
      log.info('Stopped');
    },
  };
}
