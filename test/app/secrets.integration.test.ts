import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freePort } from '../../sandbox/world/free-port.ts';
import { until } from '../../sandbox/world/until.ts';
import { answersTo, giveCommand, type GivenCommand, reactionsTo } from './fixtures/give-command.ts';
import { ORGANIZATION, PLATFORM, type SandboxApp, startSandboxApp } from './fixtures/sandbox-app.ts';

const SERVICE = { owner: ORGANIZATION, repo: 'my-service' };
const TOKENS = '/app/installations/{installation_id}/access_tokens';

let world: SandboxApp;
const given: GivenCommand[] = [];
/** What the app answered over HTTP. */
const answers: string[] = [];

beforeAll(async () => {
  const metricsPort = await freePort();
  world = await startSandboxApp({
    environment: { LOG_LEVEL: 'trace', VAULTMESH_METRICS_PORT: String(metricsPort) },
  });
  world.install();
  await until('the ruleset of platform', async () => {
    const { data } = await world.maria.octokit.repos.getRepoRulesets(PLATFORM);
    return data.length > 0;
  });
  await run(world.maria, '/spawn my-service');
  await run(world.otto, '/spawn other-service');
  world.github.faults.onRequest({
    kind: 'server-error',
    method: 'POST',
    route: '/orgs/{org}/repos',
    times: 4,
  });
  await run(world.maria, '/spawn second-service');
  answers.push(await post('api/github/webhooks', '{"action":"created"}'), await post('anything', ''));
  await world.github.idle();
  answers.push(await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text());
  await world.app.stop();
});
afterAll(() => world.stop());

async function run(person: SandboxApp['maria'], body: string): Promise<void> {
  const command = await giveCommand(person, body);
  given.push(command);
  await reactionsTo(world.maria, command);
}

/** A delivery that GitHub did not sign. */
async function post(path: string, body: string): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${world.port}/${path}`, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'x-github-event': 'issue_comment',
      'x-github-delivery': '0b1f3c1e-0000-4000-8000-000000000001',
      'x-hub-signature-256': `sha256=${'0'.repeat(64)}`,
    },
  });
  expect(answer.status).toBeGreaterThanOrEqual(400);
  return `${JSON.stringify([...answer.headers])} ${await answer.text()}`;
}

/** Every secret of the run, by what it is. */
function secrets(): [name: string, secret: string][] {
  const last = (key: string | undefined) => key!.trim().split('+').slice(4).join('+');
  const logKey = (repository: typeof SERVICE) =>
    world.github.secretsFor({ ...repository, environment: 'ledger' })['VAULTMESH_LOG_KEY'];
  const tokens = world.github.traffic.exchanges.flatMap(({ route, body }) =>
    route === TOKENS && typeof body === 'object' && body !== null && 'token' in body
      ? [String(body.token)]
      : [],
  );
  expect(tokens.length).toBeGreaterThan(0);
  const { PRIVATE_KEY, WEBHOOK_SECRET, VAULTMESH_WITNESS_KEY } = world.environment;
  return [
    ['the webhook secret', WEBHOOK_SECRET!],
    ['the private key', PRIVATE_KEY!.split('\n')[3]!],
    ['the witness key', last(VAULTMESH_WITNESS_KEY)],
    ['the log key of platform', last(logKey(PLATFORM))],
    ['the log key of a service', last(logKey(SERVICE))],
    ...tokens.map((token): [string, string] => ['a token of the installation', token]),
  ];
}

/** The ways in which a secret could stand in a text: as it is, in hex, and in base64 wherever it begins there. */
function forms(secret: string): string[] {
  const hex = Buffer.from(secret).toString('hex');
  const base64 = [0, 1, 2].map((before) => {
    const text = Buffer.from(' '.repeat(before) + secret)
      .toString('base64')
      .replaceAll('=', '');
    return text.slice(before === 0 ? 0 : before + 1, -2);
  });
  const base64url = base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'));
  return [secret, hex, hex.toUpperCase(), ...base64, ...base64url];
}

const found = (text: string): string[] =>
  secrets().flatMap(([name, secret]) => (forms(secret).some((form) => text.includes(form)) ? [name] : []));

describe('no secret', () => {
  it('would be missed, were it there in any of its forms', () => {
    for (const [name, secret] of secrets()) {
      for (const text of [
        `x ${secret} y`,
        Buffer.from(`a:${secret}:b`).toString('base64'),
        Buffer.from(`x:${secret}`).toString('base64url'),
        Buffer.from(`xyz${secret}`).toString('base64'),
        Buffer.from(secret).toString('hex'),
      ]) {
        expect(found(text)).toContain(name);
      }
    }
  });

  it('is in the log, at its most talkative', () => {
    expect(world.app.log()).toContain('"level":20');
    expect(found(world.app.log())).toEqual([]);
  });

  it('is in what the app answers, or in the metrics', () => {
    expect(answers).toHaveLength(3);
    for (const line of [
      'vaultmesh_commands_total{command="spawn",outcome="done"} 2',
      'vaultmesh_commands_total{command="spawn",outcome="refused"} 1',
      'vaultmesh_github_calls_total{status="5xx"} 4',
      'vaultmesh_deliveries_received_total{event="other",outcome="refused"} 1',
    ]) {
      expect(answers.at(-1)).toContain(line);
    }
    expect(found(answers.join('\n'))).toEqual([]);
  });

  it('is in comments, checks, issues or anything else that GitHub was told', async () => {
    const said = (await Promise.all(given.map((command) => answersTo(world.maria, command)))).flat();
    expect(said).toHaveLength(given.length);
    const { exchanges, webhooks } = world.github.traffic;
    const told = exchanges.filter(({ route }) => route !== TOKENS);
    expect(found(JSON.stringify([told, webhooks, said]))).toEqual([]);
  });

  it('is in an object of a repository', () => {
    for (const repo of ['platform', 'my-service', 'second-service', '.vaultmesh']) {
      const objects = execFileSync('git', ['cat-file', '--batch', '--batch-all-objects'], {
        cwd: world.github.repositoryPath({ owner: ORGANIZATION, repo }),
        encoding: 'latin1',
        maxBuffer: 2 ** 28,
      });
      expect(objects.length).toBeGreaterThan(100);
      expect([repo, found(objects)]).toEqual([repo, []]);
    }
  });
});

describe('the log', () => {
  const lines = () =>
    world.app
      .log()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);

  it('is JSON, and each line about the work of a delivery names it, its event and its repository', () => {
    const handlers = lines().filter(({ name }) => name === 'event');
    expect(handlers.length).toBeGreaterThan(5);
    for (const line of handlers) {
      expect(line).toMatchObject({
        delivery: expect.stringMatching(/^[0-9a-f-]{36}$/),
        event: expect.any(String),
        ...(line['event'] !== 'installation' && { repository: expect.stringMatching(/^acme\//) }),
      });
    }
    const answered = handlers.filter(({ msg }) => msg === 'Command answered');
    // The attempt of the last command at which GitHub was in trouble was followed by another, and answered nothing.
    expect(answered.map(({ state }) => state)).toEqual(['done', 'refused', 'done']);
    for (const { delivery } of answered) {
      const work = lines().filter((line) => line['delivery'] === delivery);
      expect(work.map(({ msg }) => msg)).toEqual(expect.arrayContaining(['Delivery taken', 'Delivery done']));
      expect(work.some(({ part }) => part === 'github')).toBe(true);
    }
  });

  it('holds no payload, and no body of a call', () => {
    expect(world.app.log()).not.toContain('A command');
    for (const line of lines()) {
      expect(Object.keys(line)).not.toContain('payload');
      expect(Object.keys(line)).not.toContain('body');
    }
  });
});
