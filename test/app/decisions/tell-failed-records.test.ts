import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { tellFailedRecords } from '../../../app/decisions/tell-failed-records.ts';
import {
  generateLogKey,
  type LedgerStore,
  memoryStore,
  parseSignerKey,
} from '../../../core/remembrancer/ledger/index.ts';
import { madeLedger } from '../../core/remembrancer/ledger/made-ledger.ts';
import { sampleReceipt } from '../../core/remembrancer/memory/sample-entries.ts';

const MERGE = 'b'.repeat(40);
const [ONE, TWO] = ['docs/adr/one.md', 'docs/adr/two.md'];
const APP_ID = 7;

interface World {
  /** The newest first: the path of a decision, how its run ended and the number of the run. */
  readonly runs?: readonly (readonly [path: string, conclusion: string | null, number: number])[];
  readonly recorded?: readonly string[];
  readonly pulls?: readonly object[];
  readonly comments?: string[];
}

const operationOf = (path: string): string => `decision:${path}@${MERGE}`;
const page = (number: number): string => `https://github.com/runs/${number}`;
const merged = { number: 2, merged_at: '2026-11-20T09:00:00Z', head: { sha: 'c' }, base: { ref: 'main' } };

/** What the app says on the pull request 2, which brings both decisions, when a run has ended. */
async function told(
  { runs = [], recorded = [], pulls = [merged], comments = [] }: World,
  [path, conclusion, number]: readonly [string, string, number],
  operation = operationOf(path),
): Promise<string[]> {
  const receipts = recorded.map((each) => sampleReceipt({ id: operationOf(each) }));
  const signer = parseSignerKey(generateLogKey('github.com/acme/app').signerKey);
  const store: LedgerStore = memoryStore(madeLedger(signer, receipts));
  const bot = { user: { type: 'Bot' }, performed_via_github_app: { id: APP_ID } };
  const ofApp = () => comments.map((body, id) => ({ id, body, ...bot }));
  const blobs = new Map<string, Buffer>();
  const blobOf = (content: Uint8Array | undefined) => {
    if (content === undefined) return null;
    const oid = createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex');
    blobs.set(oid, Buffer.from(content));
    return { oid, text: null };
  };
  const client = {
    rest: {
      repos: {
        getContent: () => Promise.reject(Object.assign(new Error('Not Found'), { status: 404 })),
        listPullRequestsAssociatedWithCommit: () => Promise.resolve({ data: pulls }),
      },
      pulls: {
        list: () => Promise.resolve({ data: pulls }),
        listFiles: () =>
          Promise.resolve({ data: [ONE, TWO].map((filename) => ({ filename, status: 'added' })) }),
      },
      actions: {
        listWorkflowRuns: () =>
          Promise.resolve({
            data: {
              workflow_runs: runs.map(([each, word, of]) => ({
                display_title: `Record ${operationOf(each)}`,
                conclusion: word,
                html_url: page(of),
              })),
            },
          }),
      },
      issues: {
        listComments: () => Promise.resolve({ data: ofApp() }),
        createComment: ({ body }: { body: string }) => {
          comments.push(body);
          return Promise.resolve({ data: ofApp().at(-1) });
        },
        updateComment: ({ comment_id, body }: { comment_id: number; body: string }) => {
          comments[comment_id] = body;
          return Promise.resolve();
        },
        deleteComment: ({ comment_id }: { comment_id: number }) => {
          comments.splice(comment_id, 1);
          return Promise.resolve();
        },
      },
    },
    graphql: async (query: string) => {
      const paths = [...query.matchAll(/file\(path: "([^"]+)"\)/g)].map(([, path = '']) => path);
      const { files } = await store.read(paths);
      const objects = paths.map((each, i) => [`f${i}`, { object: blobOf(files.get(each)) }]);
      const at = { oid: 'head', ...(Object.fromEntries(objects) as object) };
      return { repository: query.includes('ref(') ? { ref: { target: at } } : { object: at } };
    },
    request: (_: string, { file_sha: id = '' }: { file_sha?: string }) =>
      Promise.resolve({ data: { content: blobs.get(id)?.toString('base64') }, status: 200 }),
  };
  await tellFailedRecords(
    client as never,
    {
      repository: { owner: 'acme', repo: 'app' },
      branch: 'main',
      operation,
      conclusion,
      url: page(number),
    },
    APP_ID,
    () => new Date('2026-11-20T09:30:00Z'),
  );
  return comments;
}

describe('a run for a decision that failed', () => {
  it('is told on the pull request that brought it, with the remedy', async () => {
    const [comment, ...more] = await told({}, [ONE, 'failure', 5]);
    expect(more).toEqual([]);
    expect(comment).toContain(`- \`${ONE}\`: [its run](${page(5)}) ended with "failure"`);
    expect(comment).toContain(`\`/record decision ${ONE}\``);
  });

  it('is told in one comment with the others, each by its newest run', async () => {
    const comments = await told({ runs: [[ONE, 'timed_out', 5]] }, [ONE, 'timed_out', 5]);
    const runs = [
      [TWO, 'failure', 7],
      [TWO, 'success', 6],
      [ONE, 'timed_out', 5],
    ] as const;
    const [comment = '', ...more] = await told({ runs, comments }, [TWO, 'failure', 7]);
    expect(more).toEqual([]);
    expect(comment.match(/^- .*$/gm)).toEqual([
      `- \`${TWO}\`: [its run](${page(7)}) ended with "failure"`,
      `- \`${ONE}\`: [its run](${page(5)}) ended with "timed_out"`,
    ]);
  });

  it.each<[string, World, string]>([
    ['a later run of it succeeded', { runs: [[ONE, 'success', 6]] }, 'success'],
    [
      'a later run of it is under way',
      {
        runs: [
          [ONE, null, 6],
          [ONE, 'failure', 5],
        ],
      },
      'failure',
    ],
  ])('is not told any more when %s', async (_, world, conclusion) => {
    const comments = await told({}, [ONE, 'failure', 5]);
    expect(await told({ ...world, comments }, [ONE, conclusion, conclusion === 'success' ? 6 : 5])).toEqual(
      [],
    );
  });

  it('is told with the file that was turned down, which no command records', async () => {
    const pulls = [merged, { ...merged, merged_at: null, head: { sha: MERGE } }];
    const [comment] = await told({ pulls }, [ONE, 'failure', 5], `${operationOf(ONE)}:rejected`);
    expect(comment).toContain('run its failed jobs again there');
    expect(comment).not.toContain('/record decision');
  });

  it.each<[string, World, string]>([
    ['after which the ledger has it', { recorded: [ONE] }, operationOf(ONE)],
    ['for no decision', {}, 'release:v1.0.0'],
    [
      'of a commit that no merged pull request brought',
      { pulls: [{ ...merged, merged_at: null }] },
      operationOf(ONE),
    ],
    ['of a file that the pull request does not have', {}, operationOf('docs/adr/other.md')],
    ['of what is no plain path', {}, operationOf('docs/adr/`@all`.md')],
  ])('says nothing %s', async (_, world, operation) => {
    expect(await told(world, [ONE, 'failure', 5], operation)).toEqual([]);
  });
});
