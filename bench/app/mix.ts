import type { SandboxEvent } from '../../sandbox/github/index.ts';
import { type Payload, type RealPayload, realPayloads } from '../../test/app/payloads/real-payloads.ts';
import type { BenchWorld } from './bench-world.ts';
import type { Letter, LoadPlan } from './run-load.ts';

interface Kind {
  /** Of a hundred deliveries. */
  readonly share: number;
  readonly letters: readonly Letter[];
}

export interface Portion {
  /** How many deliveries of the mix were sent before. */
  readonly from: number;
  readonly count: number;
  /** In a second. */
  readonly rate: number;
}

/** Payloads of pull requests that make the app look at them, or record. */
const LOOKED_AT: readonly (string | undefined)[] = ['opened', 'synchronize', 'reopened', 'closed'];

/**
 * What an organisation at work has delivered to the app, by events that app.yml asks for or that come with its permissions. 97 of
 * a hundred are real payloads, addressed to the repositories of `bench`, of which nothing comes; with each push GitHub asks for the
 * app's checks, so that there are nearly as many of those. The other three are what the sandbox raised: two opened pull requests
 * to be looked at, and a command to be answered.
 */
export function loadOf(bench: BenchWorld, { from, count, rate }: Portion): LoadPlan {
  const real = (event: string, use: (payload: Payload) => boolean): Letter[] => {
    const payloads = realPayloads().filter(
      (each) => each.source.startsWith('api.') && each.event === event && use(each.payload),
    );
    return addressed(payloads, bench);
  };
  const raised = (use: (event: SandboxEvent) => boolean): Letter[] =>
    bench.events
      .filter(use)
      .map(({ name, payload }) => letter(name, { ...payload, installation: { id: bench.installation } }));
  const kinds: readonly Kind[] = [
    { share: 40, letters: real('push', () => true) },
    { share: 35, letters: real('check_suite', ({ action }) => action === 'requested') },
    { share: 12, letters: real('pull_request', ({ action }) => !LOOKED_AT.includes(action)) },
    { share: 10, letters: real('issue_comment', () => true) },
    { share: 2, letters: raised(({ name }) => name === 'pull_request') },
    { share: 1, letters: raised(({ name }) => name === 'issue_comment') },
  ];
  const { port, environment } = bench.world;
  const order = mixed(kinds, from + count).slice(from);
  const bodies = kinds.flatMap(({ letters }) => letters);
  return { port, secret: environment['WEBHOOK_SECRET'] ?? '', bodies, order, rate };
}

/** Each payload for each repository. */
function addressed(payloads: readonly RealPayload[], { world, installation, events }: BenchWorld): Letter[] {
  const repositories = events
    .filter(({ name, action }) => name === 'pull_request' && action === 'opened')
    .map(({ payload }) => payload['repository'] as object);
  return payloads.flatMap(({ event, payload }) =>
    repositories.map((repository) => {
      const suite = payload.check_suite && {
        check_suite: { ...payload.check_suite, app: { id: Number(world.environment['APP_ID']) } },
      };
      return letter(event, {
        ...payload,
        ...suite,
        installation: { id: installation },
        repository: { ...payload.repository, ...repository },
      });
    }),
  );
}

/** The first `count` deliveries, as indices of all letters: kinds by their shares, evenly spread; of each kind one after the other. */
function mixed(kinds: readonly Kind[], count: number): number[] {
  const slots = kinds.flatMap(({ share, letters }, kind) => {
    const first = kinds.slice(0, kind).reduce((sum, each) => sum + each.letters.length, 0);
    return Array.from({ length: share }, (_, number) => ({ share, number, first, letters }));
  });
  return Array.from({ length: count }, (_, index) => {
    // 37 and 100 have no divisor in common, so that each slot has its turn.
    const slot = slots[(index * 37) % slots.length];
    if (slot === undefined) throw new Error('There is nothing to deliver.');
    const round = Math.floor(index / slots.length);
    return slot.first + ((round * slot.share + slot.number) % slot.letters.length);
  });
}

const letter = (event: string, payload: object): Letter => ({ event, body: JSON.stringify(payload) });
