import fc from 'fast-check';
import type { RealPayload } from './real-payloads.ts';

type Json = Record<string, unknown>;

/** A payload that was changed, as it goes over the wire. */
export interface Mutant {
  readonly event: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Whether it lost what its handler needs, or its signature: then nothing may come of it. */
  readonly isLost: boolean;
}

/** Members without which nobody can tell what to do, by event. A test's own list: it is not what the app checks by. */
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  push: ['ref'],
  issue_comment: [
    'comment.id',
    'comment.body',
    'comment.user',
    'issue.number',
    'sender.id',
    'sender.login',
    'sender.type',
  ],
  issues: [
    'issue.id',
    'issue.body',
    'issue.user',
    'issue.number',
    'sender.id',
    'sender.login',
    'sender.type',
  ],
  pull_request: ['number', 'pull_request.head.sha', 'pull_request.head'],
  check_suite: ['check_suite.app.id', 'check_suite.head_sha', 'check_suite.pull_requests'],
  check_run: ['check_run.app', 'check_run.id', 'check_run.external_id', 'check_run.head_sha'],
};
const NEEDED_BY_ALL = [
  'installation.id',
  'installation',
  'repository.name',
  'repository.owner.login',
  'repository.owner',
  'repository',
];

const deep = JSON.parse('['.repeat(2_000) + ']'.repeat(2_000)) as unknown;
const prototype: unknown = JSON.parse(
  '{"__proto__":{"type":"User","login":"x","id":1},"constructor":{"prototype":{}}}',
);
/** What no member that is needed can be. */
const FOREIGN: readonly unknown[] = [
  ...[undefined, null, true, -1, 0.5, 1e308, '', '__proto__', '\ud800', '../..', 'a/b', [], {}],
  ...['a'.repeat(100_000), deep, prototype, [[]], { id: {} }, '\u0000', 'x\r\ny: z'],
];

const WIRES = [
  'whole',
  'whole',
  'whole',
  'whole',
  'whole',
  'whole',
  'cut',
  'unsigned',
  'wrong',
  'typed',
  'list',
] as const;

/** `count` mutants of what the handlers read, the same for each `seed`. */
export function* mutantsOf(payloads: readonly RealPayload[], count: number, seed: number): Generator<Mutant> {
  const plan = fc.record({
    of: fc.nat(payloads.length - 1),
    isNeeded: fc.boolean(),
    changes: fc.array(fc.record({ at: fc.nat(), value: fc.constantFrom(...FOREIGN) }), {
      minLength: 1,
      maxLength: 4,
    }),
    wire: fc.constantFrom(...WIRES),
  });
  for (const { of, isNeeded, changes, wire } of fc.sample(plan, { numRuns: count, seed })) {
    const { event, payload } = payloads[of]!;
    const copy = structuredClone(payload) as Json;
    const needed = [...NEEDED_BY_ALL, ...(NEEDED[event] ?? [])];
    const places = isNeeded ? needed : placesIn(copy);
    for (const { at, value } of changes) change(copy, places[at % places.length]!.split('.'), value);
    const whole = JSON.stringify(copy);
    const body = wire === 'cut' ? whole.slice(0, -1) : wire === 'list' ? `[${whole}]` : whole;
    yield {
      event,
      body,
      headers: HEADERS[wire] ?? {},
      isLost:
        wire !== 'whole' || (isNeeded && needed.some((place) => isTaken(copy, payload, place.split('.')))),
    };
  }
}

const HEADERS: Readonly<
  Partial<Record<(typeof WIRES)[number], Readonly<Record<string, string | undefined>>>>
> = {
  unsigned: { 'x-hub-signature-256': undefined },
  wrong: { 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` },
  typed: { 'content-type': 'text/plain' },
};

/** Every member, however deep; names with dots are not in GitHub's payloads. */
function placesIn(value: unknown, above = ''): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => [
    `${above}${name}`,
    ...placesIn(member, `${above}${name}.`),
  ]);
}

function change(target: Json, place: readonly string[], value: unknown): void {
  const above = place.slice(0, -1).reduce<unknown>(memberOf, target);
  const name = place.at(-1);
  if (typeof above === 'object' && above !== null && name !== undefined)
    (above as Json)[name] = structuredClone(value);
}

const memberOf = (thing: unknown, name: string): unknown =>
  typeof thing === 'object' && thing !== null ? (thing as Json)[name] : undefined;

/** Whether it is of another type than it was; a text that became another one can still be what it has to be. */
function isTaken(copy: unknown, original: unknown, place: readonly string[]): boolean {
  const [now, before] = [copy, original].map((each) => place.reduce<unknown>(memberOf, each));
  if (typeof before === 'object' && before !== null) return typeof now !== 'object' || now === null;
  return typeof now !== typeof before;
}
