import { until } from '../../../sandbox/world/until.ts';
import type { Exchange } from '../../../sandbox/github/http/traffic.ts';
import type { Inventory } from '../../../sandbox/github/index.ts';
import { ORGANIZATION } from '../fixtures/sandbox-app.ts';
import type { Call, Case } from './columns.ts';
import { endState } from './end-state.ts';
import { isCommand, type Prepared, type Row } from './row.ts';
import type { TableWorld } from './table-world.ts';

/** What came of a run. */
export interface Outcome {
  /** As `endState` says it. */
  readonly state: readonly string[];
  /** Of the app, until the last of a command. */
  readonly calls: readonly Call[];
  /** Whether what was to happen did happen. */
  readonly hit: boolean;
  /** What is not compared; the lines of the state are without it. */
  readonly without: readonly RegExp[];
}

/** Of reactions one may be missing where GitHub refused it: they are a courtesy, and nothing is repeated for one. */
const isReaction = (route: string): boolean => route.endsWith('/reactions');

/** Runs a row in a world, cleanly or as a case wants it, starts the app again where it was killed, and tells what was left in the end. */
export async function runCase(
  world: TableWorld,
  row: Row,
  name: string,
  each?: Case | 'followed',
): Promise<Outcome> {
  const { github } = world;
  github.forgetDeliveries();
  const prepared = await row.prepare(world, name);
  await world.settled();
  const before = await github.inventory();
  const [dispatched, asked] = [world.dispatches.length, github.traffic.exchanges.length];
  const hit = await (typeof each === 'object'
    ? disturbed(world, row, prepared, each)
    : clean(world, prepared, each));
  const calls = callsOf(github.traffic.exchanges.slice(asked), isCommand(row));
  const without = typeof each === 'object' && 'call' in each ? await mended(world, row, prepared, each) : [];
  const after = await github.inventory();
  const state = await endState(before, after, world.dispatches.slice(dispatched), without);
  await tidy(world, after);
  return { state, calls, hit, without };
}

async function clean(world: TableWorld, prepared: Prepared, each: 'followed' | undefined): Promise<boolean> {
  await prepared.act();
  if (each === 'followed') await follow(world, prepared);
  await world.settled();
  return true;
}

async function disturbed(world: TableWorld, row: Row, prepared: Prepared, each: Case): Promise<boolean> {
  const { faults } = world.github;
  const happened = faults.happened.length;
  let killed: Promise<void> | undefined;
  if ('call' in each) {
    const { call, column } = each;
    const kill = (): void => {
      killed = world.app.stop('SIGKILL');
    };
    const { method, route, nth } = call;
    const fault = { kind: column.kind, method, route, after: nth, ofApps: true, retryAfter: 0 } as const;
    faults.onRequest({ ...fault, ...(column.kills && { afterEffect: kill }) });
  } else if (each.delivery === 'comes twice at once')
    faults.onDelivery({ kind: 'duplicate', event: row.event });
  else if (each.delivery === 'is late') faults.onDelivery({ kind: 'reorder', event: row.event });
  else if (each.delivery === 'comes while the app is down') killed = world.app.stop('SIGKILL');

  await prepared.act();
  if ('delivery' in each && each.delivery === 'is late') await follow(world, prepared);
  await until('the app to be killed or to have done its work', async () => {
    if (killed !== undefined) return true;
    const { length } = world.github.traffic.webhooks;
    await world.github.idle();
    const isSettled = (await world.app.isIdle()) && !world.isRunning();
    return isSettled && world.github.traffic.webhooks.length === length;
  });
  if (killed !== undefined) {
    await killed;
    await world.github.idle();
    await world.restart('SIGKILL');
  }
  if ('delivery' in each && each.delivery === 'comes again') await world.redeliverLast(row.event);
  await world.settled();
  faults.clear();
  return 'delivery' in each || faults.happened.length > happened;
}

/** Another command on the same issue. */
async function follow({ maria }: TableWorld, { command }: Prepared): Promise<void> {
  if (command === undefined) return;
  const { repository, issue } = command;
  await maria.octokit.issues.createComment({ ...repository, issue_number: issue, body: '/help' });
}

/**
 * After a refusal (422, or where GitHub said so of a command): what the answer asks for is done by a person. Returns what is not
 * compared then.
 */
async function mended(
  world: TableWorld,
  row: Row,
  { command }: Prepared,
  { call, column }: Extract<Case, { call: Call }>,
): Promise<RegExp[]> {
  const isCourtesy =
    isReaction(call.route) && (column.kind === 'invalid' || column.kind === 'secondary-limit');
  const without = isCourtesy ? [/"reaction":/] : [];
  if (column.kind !== 'invalid' && (column.kills || row.isLeftToSweep !== true)) return without;
  if (command === undefined) {
    await again(world);
    return without;
  }
  const { repository, issue } = command;
  const { octokit } = world.maria;
  const { data: comments } = await octokit.issues.listComments({
    ...repository,
    issue_number: issue,
    per_page: 100,
  });
  const stopped = comments.findLast(
    ({ user, body }) => user?.type === 'Bot' && / state=stopped /.test(body ?? ''),
  );
  if (stopped === undefined) {
    // What was in the way of any answer is found by the next sweep, too.
    await again(world);
    return without;
  }
  if (!/422|Validation Failed|does not take what it is given/.test(stopped.body ?? '')) {
    throw new Error(`${row.name} stopped and does not tell why: ${stopped.body}`);
  }
  const { data: retry } = await octokit.issues.createComment({
    ...repository,
    issue_number: issue,
    body: '/retry',
  });
  await world.settled();
  return [...without, new RegExp(`(?:"comment":|comment=)${retry.id}\\b`)];
}

/** Has the app sweep up what failed: it does so within an hour, and when it starts. */
async function again({ restart, settled }: TableWorld): Promise<void> {
  await restart('SIGTERM');
  await settled();
}

/** What a case has made is in the way of none. */
async function tidy({ maria, settled }: TableWorld, inventory: Inventory): Promise<void> {
  for (const name of inventory.keys()) {
    const [owner = '', repo = ''] = name.split('/');
    if (owner === ORGANIZATION && /^case-\d+$/.test(repo)) await maria.octokit.repos.delete({ owner, repo });
  }
  await settled();
}

function callsOf(exchanges: readonly Exchange[], isAnswered: boolean): Call[] {
  const seen = new Map<string, number>();
  const last = isAnswered ? exchanges.findLastIndex(({ route }) => isReaction(route)) + 1 : exchanges.length;
  return exchanges.slice(0, last).flatMap((exchange) => {
    const { method, route, isOfApp } = exchange;
    const key = `${method} ${route}`;
    const nth = seen.get(key) ?? 0;
    if (!isOfApp || route.endsWith('/access_tokens')) return [];
    seen.set(key, nth + 1);
    return [{ method, route, nth, isWrite: isWrite(exchange) }];
  });
}

function isWrite({ method, route, body }: Exchange): boolean {
  if (route !== '/graphql') return method !== 'GET';
  const { data } = (body ?? {}) as { readonly data?: object };
  return Object.keys(data ?? {}).some((field) => field !== 'repository');
}
