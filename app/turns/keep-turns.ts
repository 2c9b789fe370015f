import { VaultMeshError } from '../../core/common/error.ts';
import { heldFor } from './held-turns.ts';

interface Call {
  readonly method: string;
  request?: { fetch?: typeof fetch };
}

/** An Octokit whose calls can be looked at before they wait for their distance to others. */
interface Hooked {
  readonly hook: { readonly before: (name: 'request', look: (call: Call) => void) => void };
}

/** What has to be left of a turn for a write to begin, in ms: GitHub gives up its own work on a call after 10 s. */
const WRITE = 15_000;

/**
 * An Octokit plugin by which work writes to GitHub in its own turns only. GitHub takes no number by which it could refuse who comes too
 * late, so that is seen to here: a write begins only while the turn is held for longer than GitHub works on a call, and is not
 * waited for beyond that. So whoever has the turn next finds everything that was written. Only a process that stands still between this look
 * and its sending, for as long as that, could write later.
 *
 * A write that may not begin rejects with `network`, so that the delivery gets another attempt, in a new turn. Calls that only read
 * pass; a query of GraphQL does not.
 */
export function keepTurns({ hook }: Hooked): void {
  hook.before('request', (call) => {
    const held = heldFor();
    if (held === undefined || call.method === 'GET') return;
    if (held() < WRITE) throw lostTurn();
    const send = call.request?.fetch ?? fetch;
    // A call may wait for others, so it is looked at again when it is sent.
    const sendHeld: typeof fetch = (input, init) => {
      const ms = held();
      if (ms < WRITE) throw lostTurn();
      const limit = AbortSignal.timeout(Math.floor(ms));
      const signal = init?.signal ? AbortSignal.any([init.signal, limit]) : limit;
      return send(input, { ...init, signal });
    };
    call.request = { ...call.request, fetch: sendHeld };
  });
}

const lostTurn = (): VaultMeshError =>
  new VaultMeshError(
    'network',
    'The turn of this work was lost, since Redis did not answer for too long: nothing more is written. The next attempt goes on from there.',
  );
