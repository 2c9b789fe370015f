import { setTimeout as sleep } from 'node:timers/promises';
import type { Delivery } from './delivery.ts';
import type { DeliveryQueue } from './delivery-queue.ts';
import { turnOf } from './turn-of.ts';

/** How many ids of deliveries that are done are remembered. */
const REMEMBERED = 10_000;

export interface MemoryQueueLimits {
  /** How many deliveries may wait. */
  readonly waiting: number;
  /** How many bytes the payloads may have together of those that wait or are worked on. */
  readonly bytes: number;
  /** How many turns are worked on side by side. */
  readonly turns: number;
}

/** A delivery as it waits: its payload is the text that it came as, which is small beside what becomes of it. */
interface Waiting {
  readonly delivery: Omit<Delivery, 'payload'>;
  readonly payload: Buffer;
}

/** A queue in this process. What it holds is gone with the process; the sweep finds that in GitHub's log of deliveries. */
export function memoryQueue(limits: MemoryQueueLimits): DeliveryQueue {
  const turns = new Map<string, Waiting[]>();
  /** Turns with somebody waiting and nobody at work. */
  const free: string[] = [];
  const underWay = new Set<string>();
  const done = new Set<string>();
  let waiting = 0;
  let active = 0;
  let bytes = 0;
  let closed = false;
  let handle: ((delivery: Delivery) => Promise<void>) | undefined;
  let tellIdle: (() => void) | undefined;

  function next(): void {
    while (handle !== undefined && active < limits.turns) {
      const turn = free.shift();
      const first = turn === undefined ? undefined : turns.get(turn)?.shift();
      if (turn === undefined || first === undefined) break;
      waiting -= 1;
      active += 1;
      void workOff(turn, first, handle);
    }
    if (waiting + active === 0) tellIdle?.();
  }

  async function workOff(
    turn: string,
    { delivery, payload }: Waiting,
    handler: (delivery: Delivery) => Promise<void>,
  ): Promise<void> {
    try {
      await handler({ ...delivery, payload: JSON.parse(payload.toString()) as object });
      remember(delivery.id);
    } catch {
      // Whoever handles it has told why; it may come again.
    }
    underWay.delete(delivery.id);
    active -= 1;
    bytes -= payload.length;
    if (turns.get(turn)?.length === 0) turns.delete(turn);
    else free.push(turn);
    next();
  }

  function remember(id: string): void {
    done.add(id);
    const [oldest] = done;
    if (done.size > REMEMBERED && oldest !== undefined) done.delete(oldest);
  }

  const isKnown = (id: string): boolean => underWay.has(id) || done.has(id);

  return {
    put(delivery) {
      if (isKnown(delivery.id)) return Promise.resolve('known');
      if (closed || waiting >= limits.waiting) return Promise.resolve('full');
      const { payload: told, ...rest } = delivery;
      const payload = Buffer.from(JSON.stringify(told));
      if (bytes + payload.length > limits.bytes) return Promise.resolve('full');
      const turn = turnOf(delivery);
      const line = turns.get(turn);
      if (line === undefined) {
        turns.set(turn, [{ delivery: rest, payload }]);
        free.push(turn);
      } else line.push({ delivery: rest, payload });
      bytes += payload.length;
      underWay.add(delivery.id);
      waiting += 1;
      next();
      return Promise.resolve('taken');
    },
    knows: (id) => Promise.resolve(isKnown(id)),
    work(handler) {
      handle = handler;
      next();
    },
    load() {
      const [oldest] = [...turns.values()].flatMap(([first]) => first?.delivery.receivedAt ?? []).sort();
      return Promise.resolve({ waiting, active, ...(oldest !== undefined && { oldest }) });
    },
    ready: () => Promise.resolve(),
    async close(patience) {
      closed = true;
      const idle = new Promise<void>((resolve) => (tellIdle = resolve));
      next();
      await Promise.race([idle, sleep(patience, undefined, { ref: false })]);
    },
  };
}
