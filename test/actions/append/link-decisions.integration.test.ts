import { afterAll, beforeAll, expect, it } from '@jest/globals';

import { linkDecisions } from '../../../actions/append/src/link-decisions.ts';
import {
  appendRecords,
  generateLogKey,
  githubStore,
  initLedger,
  parseSignerKey,
} from '../../../core/remembrancer/ledger/index.ts';
import type { RecordDescription } from '../../../core/remembrancer/release/append.ts';
import { type GitHubSandbox, startGitHub } from '../../../sandbox/github/index.ts';
import { createPerson, type Person } from '../../../sandbox/world/person.ts';
import { sampleReceipt } from '../../core/remembrancer/memory/sample-entries.ts';

let github: GitHubSandbox;
let ada: Person;
const repository = { owner: 'ada', repo: 'app' };

/** A commit that follows `parent`. */
async function commitAfter(parent: string, message: string): Promise<string> {
  const { data: before } = await ada.octokit.git.getCommit({ ...repository, commit_sha: parent });
  const { data } = await ada.octokit.git.createCommit({
    ...repository,
    ...{ message, tree: before.tree.sha, parents: [parent] },
  });
  return data.sha;
}

beforeAll(async () => {
  github = await startGitHub();
  ada = createPerson(github, 'ada');
  await ada.octokit.repos.createForAuthenticatedUser({ name: 'app', auto_init: true });
});

afterAll(() => github.stop());

it('GitHub tells which decisions are in the history of a deployment', async () => {
  const { data } = await ada.octokit.git.getRef({ ...repository, ref: 'heads/main' });
  const first = data.object.sha;
  const [second, beside] = [await commitAfter(first, 'second'), await commitAfter(first, 'beside')];
  const third = await commitAfter(second, 'third');
  await ada.octokit.git.updateRef({ ...repository, ref: 'heads/main', sha: third });
  const store = githubStore(ada.octokit, repository);
  const signer = parseSignerKey(generateLogKey('github.example/ada/app').signerKey);
  await initLedger(store, signer);
  const decisions = { first, second, third, beside, unknown: 'f'.repeat(40) };
  const records = Object.entries(decisions).map(([component, commit]) => ({
    receipt: sampleReceipt({ component, commit }),
    evidence: [],
  }));
  await appendRecords(store, signer, records, { random: Math.random });
  const run = { owner: 'ada', repository: 'app' };
  const deployment: RecordDescription = {
    ...{ id: 'deployment:1', component: 'app', version: '1' },
    kind: 'deployment',
    source: { commit: second },
  };
  const { record, untold } = await linkDecisions(deployment, { store, signer, client: ada.octokit, run });
  expect(untold).toBeUndefined();
  expect(record.links?.map(({ target }) => target)).toEqual([
    'decision:first:1.0.0',
    'decision:second:1.0.0',
  ]);
});
