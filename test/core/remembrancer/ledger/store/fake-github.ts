import { createHash } from 'node:crypto';
import { utf8 } from '../../../../../core/common/bytes.ts';
import { type GitHubClient, memoryStore } from '../../../../../core/remembrancer/ledger/index.ts';

/** The input of `createCommitOnBranch`. */
interface CommitInput {
  expectedHeadOid: string;
  message: { headline: string };
  fileChanges: { additions: { path: string; contents: string }[]; deletions: { path: string }[] };
}

/** As Octokit reports the errors of a GraphQL answer. */
export const graphqlError = (message: string, type?: string): Error =>
  Object.assign(new Error(message), { errors: [{ message, ...(type && { type }) }] });

/** As Octokit reports a status. */
export const statusError = (status: number, message: string, headers = {}): Error =>
  Object.assign(new Error(message), { status, response: { headers } });

export interface Fault {
  readonly when: 'before' | 'after';
  readonly error: Error;
}

export interface FakeGitHub extends GitHubClient {
  /** What was asked, in order: `query`, `mutation`, or the route. */
  readonly requests: string[];
  /** Lets request number `request` fail: before it is looked at, or after it was done (a lost answer). */
  faultAt(request: number, fault: Fault): void;
  /** Counts requests from here. */
  forget(): void;
}

/** One repository on a small GitHub in memory, with the answers and errors that the ledger store meets. */
export function fakeGitHub(): FakeGitHub {
  const store = memoryStore();
  const requests: string[] = [];
  const faults = new Map<number, Fault>();
  const trees = new Map<string, Map<string, Uint8Array>>();
  const blobs = new Map<string, Uint8Array>();

  const objectAt = (files: ReadonlyMap<string, Uint8Array>, path: string): unknown => {
    const content = files.get(path);
    if (content !== undefined) {
      const oid = createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex');
      blobs.set(oid, content);
      return { oid, text: content.includes(0) ? null : Buffer.from(content).toString(), isTruncated: false };
    }
    const inside = [...files.keys()].filter((name) => name.startsWith(`${path}/`));
    const names = new Set(inside.map((name) => name.slice(path.length + 1).split('/')[0]));
    const type = (name?: string): string => (files.has(`${path}/${name ?? ''}`) ? 'blob' : 'tree');
    return inside.length === 0 ? null : { entries: [...names].map((name) => ({ name, type: type(name) })) };
  };

  const query = (text: string): unknown => {
    const oid = /object\(oid: "([^"]+)"\)/u.exec(text)?.[1] ?? store.history().at(-1)?.head;
    const commit = store.history().find(({ head }) => head === oid);
    if (commit === undefined) return { repository: { ref: null, object: null } };
    const asked = [...text.matchAll(/(f\d+): file\(path: "([^"]+)"\)/gu)];
    const fields = asked.map(([, alias = '', path = '']) => {
      const object = objectAt(commit.files, path);
      return [alias, object && { object }] as const;
    });
    const node = { oid, ...Object.fromEntries(fields) };
    return { repository: text.includes('object(oid:') ? { object: node } : { ref: { target: node } } };
  };

  const mutation = async ({ expectedHeadOid, message, fileChanges }: CommitInput): Promise<unknown> => {
    const { additions, deletions } = fileChanges;
    const oid = await store.commit(expectedHeadOid, {
      message: message.headline,
      additions: new Map(additions.map(({ path, contents }) => [path, Buffer.from(contents, 'base64')])),
      deletions: deletions.map(({ path }) => path),
    });
    if (oid === undefined) {
      const said = `Expected branch to point to "${expectedHeadOid}" but it did not.  Pull and try again.`;
      throw graphqlError(said, 'STALE_DATA');
    }
    return { createCommitOnBranch: { commit: { oid } } };
  };

  const rest = async (route: string, parameters: Record<string, unknown>): Promise<unknown> => {
    switch (route) {
      case 'GET /repos/{owner}/{repo}/git/blobs/{file_sha}': {
        const content = blobs.get(parameters['file_sha'] as string);
        if (content === undefined) throw statusError(404, 'Not Found');
        return { content: Buffer.from(content).toString('base64').replace(/.{60}/gu, '$&\n') };
      }
      case 'POST /repos/{owner}/{repo}/git/trees': {
        const tree = parameters['tree'] as { path: string; content: string }[];
        trees.set('tree', new Map(tree.map(({ path, content }) => [path, utf8(content)])));
        return { sha: 'tree' };
      }
      case 'POST /repos/{owner}/{repo}/git/commits':
        return { sha: parameters['tree'] };
      case 'POST /repos/{owner}/{repo}/git/refs': {
        const additions = trees.get(parameters['sha'] as string) ?? new Map<string, Uint8Array>();
        const head = await store.commit(undefined, { message: '', additions, deletions: [] });
        if (head === undefined) throw statusError(422, 'Reference already exists');
        return {};
      }
      default:
        throw statusError(404, route);
    }
  };

  const answer = async <T>(name: string, work: () => unknown): Promise<T> => {
    const fault = faults.get(requests.length);
    requests.push(name);
    if (fault?.when === 'before') throw fault.error;
    const result = (await work()) as T;
    if (fault !== undefined) throw fault.error;
    return result;
  };

  return {
    requests,
    faultAt: (request, fault) => void faults.set(request, fault),
    forget: () => void (requests.length = 0),
    graphql: (text, { input }) =>
      text.startsWith('mutation')
        ? answer('mutation', () => mutation(input as CommitInput))
        : answer('query', () => query(text)),
    request: async (route, parameters) => ({
      status: 200,
      data: await answer(route, () => rest(route, parameters)),
    }),
  };
}
