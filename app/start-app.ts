import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../core/common/clock.ts';
import { vaultMesh } from './app.ts';
import type { Config } from './config.ts';
import { createProbot } from './create-probot.ts';
import { NO_RETRY } from '../core/github/find-or-make.ts';
import { createMetrics } from './metrics/create-metrics.ts';
import { serveMetrics } from './metrics/serve-metrics.ts';
import { bodyReader } from './deliveries/read-body.ts';
import { openQueue } from './deliveries/open-queue.ts';
import { receiverOf } from './deliveries/receiver-of.ts';
import { receiveDelivery } from './deliveries/receive-delivery.ts';
import { workOn } from './deliveries/work.ts';
import { namingLog } from './deliveries/work-names.ts';
import { listen } from './listen.ts';
import { serve } from './serve.ts';
import { keepSweeping } from './sweep/keep-sweeping.ts';
import { sweep } from './sweep/sweep.ts';
import { noProgress } from './sweep/sweep-deliveries.ts';
import { openTurns } from './turns/open-turns.ts';

export interface RunningApp {
  /** What there is to do: `idle` when no delivery waits or is worked on, and no sweep is under way. */
  readonly state: () => Promise<string>;
  /** Stops to take deliveries and resolves when the work in hand is done. */
  readonly stop: () => Promise<void>;
}

/** How long work in hand may take after a stop was asked for, in ms. Kubernetes kills after 30 s. */
const PATIENCE = 25_000;

/** What bodies of requests hold together before it is known who sent them, in bytes: four of GitHub's largest. */
const BODIES = 100 * 1024 * 1024;

/** Starts to listen for webhooks, and sweeps up what was missed while the app was down. */
export async function startApp(config: Config, clock: Clock): Promise<RunningApp> {
  const stopping = new AbortController();
  const pause = {
    // Rejects when it is aborted, and then there is nothing left to wait for.
    sleep: (ms: number, signal: AbortSignal) => sleep(ms, undefined, { signal }).catch(() => undefined),
    random: Math.random,
    signal: stopping.signal,
  };
  const turns = await openTurns(config, pause);
  const services = { config, clock, turns, metrics: createMetrics(clock) };
  const probot = await createProbot(config, services.metrics).ready();
  const { log } = probot;
  await probot.load(vaultMesh(services));
  const queue = await openQueue(config, log);
  services.metrics.watch(() => queue.load());

  const github = await probot.auth();
  let known: Promise<unknown> | undefined;
  const readBody = bodyReader(BODIES);
  const door = { readBody, secret: config.webhookSecret, clock, queue, metrics: services.metrics, log };
  const server = serve({
    deliver: (request, response) => receiveDelivery(door, request, response),
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
      await queue.ready();
      return state();
    },
  });
  await listen(server, config.host, config.port, 'PORT');
  const { address, port } = server.address() as AddressInfo;
  log.info({ address, port }, `Listening on http://${address}:${port}`);
  const told =
    config.metricsPort === undefined
      ? undefined
      : await serveMetrics(services.metrics, config.host, config.metricsPort);
  const work = workOn({ receive: receiverOf(probot), clock, metrics: services.metrics, log, ...pause });
  queue.work((delivery) => namingLog(delivery, () => work(delivery)));
  const progress = noProgress(clock);
  const sweeping = keepSweeping(
    () => sweep(probot, services, queue, progress, pause),
    config.sweepMinutes,
    pause,
  );

  async function state(): Promise<string> {
    const { waiting, active } = await queue.load();
    if (sweeping.isUnderWay()) return 'sweeping';
    return waiting + active === 0 ? 'idle' : `waiting ${waiting}, active ${active}`;
  }

  return {
    state,
    async stop() {
      stopping.abort();
      log.info('Stopping: no more deliveries are taken, the work in hand is finished');
      server.close();
      server.closeIdleConnections();
      const swept = Promise.all([sweeping.ended, turns.idle()]);
      await Promise.all([
        queue.close(PATIENCE),
        Promise.race([swept, sleep(PATIENCE, undefined, { ref: false })]),
      ]);
      turns.close();
      server.closeAllConnections();
      told?.close();
      told?.closeAllConnections();
      log.info('Stopped');
    },
  };
}
