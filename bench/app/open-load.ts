/** What became of one request. */
export interface Sent {
  /** The status of its answer; 0 when none came. */
  readonly status: number;
  /** From when it was due, not from when it went out, until its answer was there, in ms: so that no wait is left out. */
  readonly ms: number;
  /** By how much it went out too late, in ms: the share of the sender itself. */
  readonly late: number;
}

export interface Schedule {
  /** Requests in a second. */
  readonly rate: number;
  readonly count: number;
}

export interface Time {
  /** In ms. */
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<unknown>;
}

/**
 * Sends requests at an even rate, however long the answers take: one that is slow delays none of those behind it. `send` resolves to
 * the status of the answer. Resolves when all are answered.
 */
export async function openLoad(
  send: (index: number) => Promise<number>,
  { rate, count }: Schedule,
  { now, sleep }: Time,
): Promise<Sent[]> {
  const begun = now();
  const gap = 1000 / rate;
  const sent: Promise<Sent>[] = [];

  async function sendOne(index: number): Promise<Sent> {
    const due = begun + index * gap;
    const late = now() - due;
    const status = await send(index);
    return { status, ms: now() - due, late };
  }

  while (sent.length < count) {
    const wait = begun + sent.length * gap - now();
    if (wait > 0) await sleep(wait);
    else sent.push(sendOne(sent.length));
  }
  return Promise.all(sent);
}
