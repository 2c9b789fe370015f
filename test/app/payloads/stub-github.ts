import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Payload } from './real-payloads.ts';

/** Whether there is what a payload names: the one has it, with empty lists; of the other only the app itself is left. */
export type World = 'there' | 'gone';

export interface StubGitHub {
  /** `127.0.0.1:…` */
  readonly host: string;
  /** Which of the two it is from now on. */
  readonly become: (world: World) => void;
  /** What payloads have said of their repositories and pull requests is there from now on. */
  readonly know: (payload: Payload) => void;
  /** The calls that wrote something since the last look, as `POST /repos/…`; tokens are none of them, nor are queries. */
  readonly written: () => Written[];
  /** The last comments that were written. */
  readonly answers: () => string[];
  /** Everybody's role from now on. */
  readonly roleIs: (role: string) => void;
  /** The calls since the last look for which the world has nothing to say. */
  readonly unanswered: () => string[];
  readonly stop: () => Promise<void>;
}

export interface Written {
  /** The id of the delivery that it came of. */
  readonly delivery: string;
  readonly call: string;
}

type Answer = readonly [status: number, body: unknown];

const COMMIT = 'a'.repeat(40);
/** They fit on a page. */
const MOST_COMMENTS = 50;
const BASE = 'b'.repeat(40);
const NOT_FOUND: Answer = [404, { message: 'Not Found' }];

/** A GitHub that answers for what the payloads name, and keeps nothing but the last comments. */
export async function startStubGitHub(appId: number): Promise<StubGitHub> {
  const repositories = new Map<string, object>();
  const pulls = new Map<string, object>();
  let world: World = 'there';
  const written: Written[] = [];
  const comments: { readonly id: number; readonly body: string; readonly user: object }[] = [];
  let role = 'write';
  const unanswered: string[] = [];

  const run = (id: number) => ({
    ...{ id, head_sha: COMMIT, external_id: null, status: 'in_progress', conclusion: null },
    ...{ output: { annotations_count: 0 }, app: { id: appId } },
  });
  const routes: readonly [RegExp, (parts: readonly string[]) => Answer | undefined][] = [
    [/^GET \/repos\/([^/]+\/[^/]+)$/, ([name = '']) => has(repositories.get(name))],
    [
      /^GET \/repos\/([^/]+\/[^/]+)\/pulls\/(\d+)$/,
      ([name = '', number = '']) => has(pulls.get(`${name}#${number}`)),
    ],
    [/^GET \/installation\/repositories$/, () => [200, { total_count: 0, repositories: [] }]],
    [/^GET .*\/comments$/, () => [200, comments]],
    [/^GET .*\/pulls\/\d+\/(files|commits|reviews)$/, () => [200, []]],
    [/^GET .*\/(pulls|commits|releases|environments|rulesets|rules\/branches\/.*)$/, () => [200, []]],
    // Its own merge for trying: `know` says so.
    [/^GET .*\/git\/commits\/(.*)$/, ([sha]) => [200, { sha, parents: [{ sha: BASE }, { sha }] }]],
    [/^GET .*\/compare\/.*$/, () => [200, { commits: [] }]],
    [/^GET .*\/git\/trees\/.*$/, () => [200, { sha: COMMIT, tree: [], truncated: false }]],
    [/^GET .*\/commits\/[^/]+\/check-runs$/, () => [200, { total_count: 0, check_runs: [] }]],
    [/^(GET|PATCH) .*\/check-runs\/(\d+)$/, ([, id]) => [200, run(Number(id))]],
    [/^POST .*\/check-runs$/, () => [201, run(5)]],
    [/^GET .*\/collaborators\/[^/]+\/permission$/, () => [200, { permission: 'write', role_name: role }]],
    [/^POST .*\/reactions$/, () => [201, { id: 6 }]],
    [
      /^POST .*\/comments$/,
      () => [201, { id: 7, user: { type: 'Bot' }, performed_via_github_app: { id: appId } }],
    ],
    [/^POST \/graphql$/, () => [200, { data: { repository: { ref: null } } }]],
    // No tag is there any more.
    [/^GET .*\/commits\/tags%2F[^/]+$/, () => NOT_FOUND],
    // No configuration, no file, no branch `ledger`.
    [/^GET .*\/(contents\/.*|git\/ref\/heads.*)$/, () => NOT_FOUND],
  ];
  const has = (thing: object | undefined): Answer => (thing === undefined ? NOT_FOUND : [200, thing]);

  function answerOf(method: string, path: string): Answer {
    if (path === '/app') return [200, { id: appId, slug: 'vaultmesh' }];
    if (/^\/app\/(installations|hook\/deliveries)$/.test(path)) return [200, []];
    if (world === 'gone') return NOT_FOUND;
    if (/^\/app\/installations\/\d+$/.test(path)) return [200, { suspended_at: null }];
    if (path.endsWith('/access_tokens')) {
      return [201, { token: 'ghs_stub', expires_at: '2126-11-20T09:30:00Z', permissions: {} }];
    }
    for (const [route, answer] of routes) {
      const parts = route.exec(`${method} ${path}`)?.slice(1);
      const given = parts && answer(parts);
      if (given) return given;
    }
    unanswered.push(`${method} ${path}`);
    return NOT_FOUND;
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '' } = request;
    const path = url.replace(/\?.*$/, '').replace(/^\/api\/v3|^\/api(?=\/graphql)/, '');
    let text = '';
    for await (const chunk of request.setEncoding('utf8')) text += String(chunk);
    const isQuery = path === '/graphql' && !/mutation/.test(text);
    if (method !== 'GET' && !path.endsWith('/access_tokens') && !isQuery) {
      written.push({ delivery: String(request.headers['x-github-delivery']), call: `${method} ${path}` });
    }
    if (/^POST .*\/comments$/.test(`${method} ${path}`)) {
      const { body } = JSON.parse(text) as { body: string };
      const app = { user: { type: 'Bot' }, performed_via_github_app: { id: appId } };
      comments.push({ id: 7, body, ...app });
      comments.splice(0, comments.length - MOST_COMMENTS);
    }
    const [status, body] = answerOf(method, path);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const taken = <Call>(calls: Call[]): Call[] => calls.splice(0);
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    become: (next) => {
      world = next;
    },
    know: ({ repository, pull_request: pull, check_suite: suite }) => {
      if (repository === undefined) return;
      repositories.set(repository.full_name, repository);
      for (const each of [...(pull ? [pull] : []), ...(suite?.pull_requests ?? [])]) {
        const usual = { state: 'open', title: 'It', body: null, commits: 1, mergeable: true };
        const base = { ref: 'main', repo: repository };
        pulls.set(`${repository.full_name}#${each.number}`, {
          ...usual,
          ...each,
          base,
          merge_commit_sha: each.head.sha,
        });
      }
    },
    answers: () => comments.map(({ body }) => body),
    roleIs: (next) => {
      role = next;
    },
    written: () => taken(written),
    unanswered: () => taken(unanswered),
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
