import { availableParallelism } from 'node:os';
import { extname } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { VaultMeshError } from '../../../common/error.ts';
import { type DerivedTiles, deriveTiles } from './derive-tiles.ts';

/** Well-formed bundles of one log, of which only the last may be partial. */
export interface TileTask {
  readonly bundles: readonly Uint8Array[];
  /** Their entries. */
  readonly count: number;
}

/** A task as it goes to a thread and, with what was derived, back; its bundles stand one after another. */
export interface TileMessage {
  readonly bundles: Uint8Array<ArrayBuffer>;
  readonly count: number;
}

export interface TileAnswer {
  readonly derived: DerivedTiles;
  /** The memory of the bundles, for those of another task. */
  readonly bundles: Uint8Array<ArrayBuffer>;
}

/** Derives tiles with this thread and others. */
export interface TilePool {
  /** Takes a task, and resolves when there is room for the next. `onDerived` gets what follows, in no certain order. */
  add(task: TileTask, onDerived: (derived: DerivedTiles) => void): Promise<void>;
  /** Resolves when all tasks are done. Throws `internal` when a thread has failed. */
  finish(): Promise<void>;
  /** Ends the threads. */
  close(): Promise<void>;
}

/** Logs with more entries than this have a thread for each core: with fewer, starting it takes longer than it saves. */
const ONE_THREAD_ENTRIES = 65_536;

/** Tasks that a thread has at most: one in work, one that waits. */
const TASKS_PER_THREAD = 2;

/** Threads, this one counted, for a log of `entries` entries. */
export const threadsFor = (entries: number): number =>
  entries > ONE_THREAD_ENTRIES ? availableParallelism() : 1;

/** The module of the thread as it stands beside this one: source, or what the build made of it. */
const threadModule = (): URL => new URL(`./tile-worker${extname(import.meta.url)}`, import.meta.url);

/** A pool of `threads` threads, this one counted: it takes the tasks for which no other is free. */
export function tilePool(threads: number, module: URL = threadModule()): TilePool {
  const others = Array.from({ length: threads - 1 }, () => startThread(module));
  const sent: Promise<void>[] = [];
  const spare: Uint8Array<ArrayBuffer>[] = [];
  return {
    add: async (task, onDerived) => {
      const free = others.find((thread) => thread.waiting() < TASKS_PER_THREAD);
      const message = { bundles: joined(task.bundles, spare.pop()), count: task.count };
      if (free !== undefined) {
        const done = free.derive(message).then(({ derived, bundles }) => {
          spare.push(bundles);
          onDerived(derived);
        });
        // Whoever waits for all is told of it.
        done.catch(() => undefined);
        sent.push(done);
        return;
      }
      // Takes in what the other threads have answered meanwhile.
      if (others.length > 0) await setImmediate();
      onDerived(deriveTiles(message.bundles, message.count));
      spare.push(message.bundles);
    },
    finish: async () => {
      await Promise.all(sent);
    },
    close: async () => {
      await Promise.all(others.map((thread) => thread.stop()));
    },
  };
}

interface Thread {
  waiting(): number;
  derive(message: TileMessage): Promise<TileAnswer>;
  stop(): Promise<unknown>;
}

function startThread(module: URL): Thread {
  const worker = new Worker(module);
  const open: PromiseWithResolvers<TileAnswer>[] = [];
  let failure: VaultMeshError | undefined;
  const fail = (cause: unknown): void => {
    failure ??= new VaultMeshError('internal', 'A thread that derives tiles has failed; try again.', {
      cause,
    });
    for (const task of open.splice(0)) task.reject(failure);
  };
  worker.on('message', (answer: TileAnswer) => open.shift()?.resolve(answer));
  worker.on('error', fail);
  worker.on('exit', fail);
  return {
    waiting: () => open.length,
    derive: ({ bundles, count }) => {
      if (failure !== undefined) return Promise.reject(failure);
      const task = Promise.withResolvers<TileAnswer>();
      open.push(task);
      worker.postMessage({ bundles, count }, [bundles.buffer]);
      return task.promise;
    },
    stop: () => worker.terminate(),
  };
}

/** `parts` one after another, in `memory` when that is large enough. */
function joined(parts: readonly Uint8Array[], memory?: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const bytes = memory !== undefined && memory.length >= length ? memory : new Uint8Array(2 * length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
