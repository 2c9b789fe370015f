import { utf8 } from '../../../core/common/bytes.ts';
import { formatTime } from '../../../core/common/clock.ts';
import { VaultMeshError } from '../../../core/common/error.ts';
import { createCommit } from '../../../core/github/create-commit.ts';
import { createTree } from '../../../core/github/create-tree.ts';
import { findRepository } from '../../../core/github/find-repository.ts';
import { readBranch } from '../../../core/github/read-branch.ts';
import { readFile } from '../../../core/github/read-file.ts';
import { fullName } from '../../../core/github/repository-name.ts';
import { updateRefs } from '../../../core/github/update-refs.ts';
import { newDecisionId } from '../../../core/remembrancer/decisions/decision-id.ts';
import { readDecision } from '../../../core/remembrancer/decisions/read-decision.ts';
import { explainRefusal } from '../../github/explain-refusal.ts';
import { gitHubAddress } from '../../github/github-address.ts';
import { gitHubClient } from '../../github/github-client.ts';
import type { RepositoryAddress } from '../../repository.ts';
import type { Terminal } from '../../terminal.ts';
import { type DecisionProposal, proposalFile } from './decision-proposal.ts';

/** A pull request with the file of a proposed decision. */
export interface ProposedDecision {
  readonly url: string;
  readonly path: string;
  /** False when it was open already. */
  readonly isNew: boolean;
}

export type ProposeDecision = (proposal: DecisionProposal) => Promise<ProposedDecision>;

/**
 * Opens pull requests with proposed decisions on GitHub, with the token in GH_TOKEN or GITHUB_TOKEN; one that is open
 * for the same title stands, and one that broke off before its pull request is gone on with. Throws `usage` for a
 * repository elsewhere, `not-permitted` without a token and for what GitHub refuses, `conflict` when the file or the
 * branch is there already.
 */
export const proposeDecision =
  (terminal: Terminal, address: RepositoryAddress): ProposeDecision =>
  async (proposal) => {
    const { name, apiUrl, token } = onGitHub(address, terminal);
    const client = gitHubClient({ apiUrl, token });
    const { clock } = terminal;
    const id = newDecisionId(clock, Math.random);
    const { slug, path, text } = proposalFile(proposal, { id, date: formatTime(clock()).slice(0, 10) });
    const branch = `decision/${slug}`;
    try {
      const repository = await findRepository(client, name);
      const base = repository && (await readBranch(client, name, repository.defaultBranch));
      if (repository === undefined || base === undefined) {
        throw new VaultMeshError(
          'not-found',
          `${fullName(name)} is not there, is empty, or hidden from the token.`,
        );
      }
      const head = `${name.owner}:${branch}`;
      const { data } = await client.rest.pulls.list({ ...name, state: 'all', head, per_page: 1 });
      const [earlier] = data;
      const open = earlier?.state === 'open' ? earlier : undefined;
      if (open?.title === proposal.title) return { url: open.html_url, path, isNew: false };
      if (open !== undefined) throw taken(`${open.html_url} with ${path} and another title`);
      if ((await readFile(client, name, path, base)) !== undefined) throw taken(path);
      const begun = earlier === undefined ? await readFile(client, name, path, branch) : undefined;
      if (begun === undefined || !isFileOf(proposal, path, begun)) {
        const files = [{ path, mode: '100644', content: utf8(text) }] as const;
        const tree = await createTree(client, name, files, base);
        // No word that was given: some of them have an effect in a message, such as "closes #1" or "[skip ci]".
        const message = `docs: propose ${slug}`;
        const commit = await createCommit(client, name, { message, tree, parents: [base] });
        const update = { branch, before: undefined, after: commit };
        if (!(await updateRefs(client, { id: repository.id, name }, [update])))
          throw taken(`the branch ${branch}`);
      }
      const pull = await client.rest.pulls.create({
        ...name,
        head: branch,
        base: repository.defaultBranch,
        title: proposal.title,
        body: `A proposed decision, \`${path}\`. It is accepted by merging this pull request, and by nothing else.`,
      });
      return { url: pull.data.html_url, path, isNew: true };
    } catch (error) {
      throw explainRefusal(error);
    }
  };

/** Whether a file is of this very proposal, made at another time. */
function isFileOf(proposal: DecisionProposal, path: string, text: string): boolean {
  const { id = '', date = '' } = readDecision(path, text).decision;
  return proposalFile(proposal, { id, date }).text === text;
}

function onGitHub(address: RepositoryAddress, { environment }: Terminal) {
  const found = gitHubAddress(address, environment);
  if (found === undefined) {
    throw new VaultMeshError(
      'usage',
      `${address.url} is not on GitHub, where pull requests are; give --repository OWNER/REPO.`,
    );
  }
  const { token, ...rest } = found;
  if (token !== undefined) return { ...rest, token };
  throw new VaultMeshError(
    'not-permitted',
    'A pull request takes a token: set GH_TOKEN for the server ("Contents: write" and "Pull requests: write").',
  );
}

const taken = (what: string): VaultMeshError =>
  new VaultMeshError('conflict', `There is already ${what}; give the decision another title.`);
