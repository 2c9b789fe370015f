import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Clock } from '../../core/common/clock.ts';
import type { AppMetrics, QueueLoad } from './app-metrics.ts';
import { eventLabel } from './event-label.ts';
import { createFewestLeft } from './fewest-left.ts';

/** In s: a command that spawns takes tens of seconds, a push to another branch none. */
const DURATIONS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300];

/** How long the queue may take to say its load, in ms. */
const LOAD_TIMEOUT = 2_000;

/** What a queue that cannot be asked holds. */
const UNKNOWN: QueueLoad = { waiting: Number.NaN, active: Number.NaN, oldest: 'unknown' };

const unknownAfter = (ms: number): Promise<QueueLoad> =>
  new Promise((resolve) => setTimeout(resolve, ms, UNKNOWN).unref());

/** Metrics in a registry of their own; `clock` says how old what waits is, and which rate limits still count. */
export function createMetrics(clock: Clock): AppMetrics {
  const registry = new Registry();
  const registers = [registry];
  const received = new Counter({
    name: 'vaultmesh_deliveries_received_total',
    help: 'Deliveries that came to the door: taken into the queue, known already, passed since nothing can come of them, turned away because it was full, or refused.',
    labelNames: ['event', 'outcome'],
    registers,
  });
  const attempts = new Histogram({
    name: 'vaultmesh_delivery_attempt_duration_seconds',
    help: 'How long attempts at deliveries took; they ended done, to come again, or failed for good.',
    labelNames: ['event', 'outcome'],
    buckets: DURATIONS,
    registers,
  });
  const commands = new Counter({
    name: 'vaultmesh_commands_total',
    help: 'Commands that were answered: done, refused, or stopped before they were finished.',
    labelNames: ['command', 'outcome'],
    registers,
  });
  const calls = new Counter({
    name: 'vaultmesh_github_calls_total',
    help: "Calls to GitHub by the answer's class of status; none where there was no answer.",
    labelNames: ['status'],
    registers,
  });
  const sweeps = new Counter({
    name: 'vaultmesh_sweeps_total',
    help: 'Sweeps of the delivery log and of the installations.',
    labelNames: ['what', 'outcome'],
    registers,
  });
  const lastSweep = new Gauge({
    name: 'vaultmesh_sweep_last_done_timestamp_seconds',
    help: 'When a sweep last came to its end; at first when the process began.',
    labelNames: ['what'],
    registers,
  });
  for (const what of ['deliveries', 'installations']) lastSweep.set({ what }, clock().getTime() / 1000);
  const found = new Counter({
    name: 'vaultmesh_sweep_found_deliveries_total',
    help: 'Deliveries that had been lost and that a sweep found.',
    registers,
  });

  let load: () => QueueLoad | Promise<QueueLoad> = () => ({ waiting: 0, active: 0 });
  const waiting = new Gauge({
    name: 'vaultmesh_deliveries_waiting',
    help: 'Deliveries in the queue that nobody works on yet.',
    registers,
  });
  const active = new Gauge({
    name: 'vaultmesh_deliveries_active',
    help: 'Deliveries that are worked on.',
    registers,
  });
  const oldest = new Gauge({
    name: 'vaultmesh_deliveries_oldest_waiting_seconds',
    help: 'How long the oldest delivery has waited; 0 when none waits.',
    registers,
  });
  const fewest = createFewestLeft(clock);
  const left = new Gauge({
    name: 'vaultmesh_github_rate_limit_remaining',
    help: 'The fewest calls that an installation has left in its present hour.',
    labelNames: ['resource'],
    registers,
  });

  async function readLoad(): Promise<QueueLoad> {
    try {
      return await Promise.race([load(), unknownAfter(LOAD_TIMEOUT)]);
    } catch {
      return UNKNOWN;
    }
  }

  async function readGauges(): Promise<void> {
    const now = await readLoad();
    const oldestAt = now.oldest === undefined ? clock().getTime() : Date.parse(now.oldest);
    waiting.set(now.waiting);
    active.set(now.active);
    oldest.set(Math.max(0, (clock().getTime() - oldestAt) / 1000));
    left.reset();
    for (const [resource, calls] of fewest.left()) left.set({ resource }, calls);
  }

  return {
    received: (event, outcome) => received.inc({ event: eventLabel(event), outcome }),
    attempted: (event, outcome, ms) => attempts.observe({ event: eventLabel(event), outcome }, ms / 1000),
    commanded: (command, outcome) => commands.inc({ command, outcome }),
    called(answer) {
      calls.inc({ status: answer === undefined ? 'none' : `${Math.floor(answer.status / 100)}xx` });
      if (answer !== undefined) fewest.note(answer);
    },
    swept(what, outcome, lost = 0) {
      sweeps.inc({ what, outcome });
      if (outcome === 'done') lastSweep.set({ what }, clock().getTime() / 1000);
      found.inc(lost);
    },
    watch(source) {
      load = source;
    },
    async text() {
      await readGauges();
      return registry.metrics();
    },
  };
}
