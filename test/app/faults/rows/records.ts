import { sha256Hex } from '../../../../core/common/bytes.ts';
import { sampleReceipt } from '../../../core/remembrancer/memory/sample-entries.ts';
import { PLATFORM } from '../../fixtures/sandbox-app.ts';
import { appendTo } from '../append-to.ts';
import { command } from '../give.ts';
import type { Prepared, Row } from '../row.ts';
import { checkOn, decision, pathOf, put } from '../platform-acts.ts';
import type { TableWorld } from '../table-world.ts';

/** Publishes a release on a commit of its own, on which there is no other check, and gives that commit. */
async function publish({ maria }: TableWorld, name: string): Promise<string> {
  const { octokit } = maria;
  const tag_name = `v-${name}`;
  await octokit.repos.createRelease({ ...PLATFORM, tag_name, target_commitish: name });
  return headOf(octokit, name);
}

async function headOf(octokit: TableWorld['maria']['octokit'], branch: string): Promise<string> {
  return (await octokit.git.getRef({ ...PLATFORM, ref: `heads/${branch}` })).data.object.sha;
}

const press = async (world: TableWorld, commit: string, identifier: string): Promise<Prepared> => {
  const run = await checkOn(world, commit);
  return { act: () => world.github.pressCheckButton({ ...PLATFORM, run, identifier, by: 'maria' }) };
};

const OWED = 'owed';

/** A release whose record was made while a service was down, and the check that says so. */
async function owing(world: TableWorld): Promise<void> {
  const { octokit } = world.maria;
  await put(world.maria, 'owed.md', 'owed\n', { branch: OWED });
  const commit = await headOf(octokit, OWED);
  const operation = `release:v-${OWED}`;
  const receipt = {
    ...sampleReceipt({ id: operation, kind: 'release', component: PLATFORM.repo, commit }),
    subjects: [{ name: 'owed.txt', sha256: sha256Hex('owed') }],
    missing: [{ layer: 'rfc3161', reason: 'unreachable', detail: 'It was down.' } as const],
  };
  await appendTo(world, PLATFORM, receipt);
  await publish(world, OWED);
  await world.settled();
  await world.reportRun({ ...PLATFORM, operation, commit });
}

/** What is written to ledgers by the record workflow. */
export const RECORDS: readonly Row[] = [
  command('/record release', (name) => `/record release ${name} README.md`, {
    before: async ({ maria }, name) => {
      const { data } = await maria.octokit.git.getRef({ ...PLATFORM, ref: 'heads/main' });
      await maria.octokit.git.createRef({ ...PLATFORM, ref: `refs/tags/${name}`, sha: data.object.sha });
    },
  }),
  command('/record deployment', (name) => `/record deployment production ${name} README.md`),
  command('/record decision', (name) => `/record decision ${name}`, {
    before: (world, name) => put(world.maria, pathOf(name), decision('accepted')),
  }),
  {
    name: 'a release that is published',
    event: 'release',
    prepare: async (world, name) => {
      await put(world.maria, `${name}.md`, 'any\n', { branch: name });
      return { act: () => publish(world, name) };
    },
  },
  {
    name: 'the button that records',
    event: 'check_run',
    prepare: async (world, name) => {
      await put(world.maria, `${name}.md`, 'any\n', { branch: name });
      const commit = await publish(world, name);
      await world.settled();
      return press(world, commit, 'record');
    },
  },
  {
    name: 'the button that gets what is owed',
    event: 'check_run',
    furnish: owing,
    prepare: async (world) => press(world, await headOf(world.maria.octokit, OWED), 'backfill'),
  },
];
