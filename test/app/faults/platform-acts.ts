import type { Person } from '../../../sandbox/world/person.ts';
import { PLATFORM } from '../fixtures/sandbox-app.ts';
import type { TableWorld } from './table-world.ts';

/** A commit of a person on a branch, which is made at `main` where it is not there. */
export async function put(
  { octokit }: Person,
  path: string,
  text: string,
  { branch = 'main', repository = PLATFORM } = {},
): Promise<void> {
  if (branch !== 'main') {
    const { data } = await octokit.git.getRef({ ...repository, ref: 'heads/main' });
    await octokit.git
      .createRef({ ...repository, ref: `refs/heads/${branch}`, sha: data.object.sha })
      .catch(() => undefined);
  }
  await octokit.repos.createOrUpdateFileContents({
    ...{ ...repository, path, branch, message: `add ${path}` },
    content: Buffer.from(text).toString('base64'),
  });
}

export async function propose({ octokit }: Person, head: string): Promise<{ number: number; sha: string }> {
  const { data } = await octokit.pulls.create({ ...PLATFORM, title: head, head, base: 'main' });
  return { number: data.number, sha: data.head.sha };
}

/** The first check run on a commit. */
export async function checkOn({ maria }: TableWorld, ref: string): Promise<number> {
  const { data } = await maria.octokit.checks.listForRef({ ...PLATFORM, ref });
  return data.check_runs[0]?.id ?? 0;
}

export const decision = (status: string): string =>
  `---\nstatus: ${status}\n---\n\n# Keep it\n\n## Context\n\nIt was open.\n\n## Decision Outcome\n\nKept.\n`;

/** The path of a decision by its name. */
export const pathOf = (name: string): string => `docs/adr/${name}.md`;
