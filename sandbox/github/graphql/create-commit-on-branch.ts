import { fromBase64 } from '../../../core/common/bytes.ts';
import { accessTo } from '../access/access-to.ts';
import { objectInfo } from '../git/object-info.ts';
import { GitError } from '../git/run-git.ts';
import { ApiError } from '../http/api-error.ts';
import type { Call } from '../http/call.ts';
import type { BranchCommit } from '../refs/commit-on-branch.ts';
import { commitOnBranch } from '../refs/commit-on-branch.ts';
import type { Repository } from '../state/repository.ts';
import { commitNode, refNode } from './git-nodes.ts';
import { repositoryNode } from './repository-node.ts';
import { TypedGraphqlError } from './typed-graphql-error.ts';

/** `CreateCommitOnBranchInput` of the schema, after graphql has checked it. */
export interface CreateCommitOnBranchInput {
  readonly clientMutationId?: string;
  readonly branch: {
    readonly id?: string;
    readonly repositoryNameWithOwner?: string;
    readonly branchName?: string;
  };
  readonly fileChanges?: {
    readonly additions?: readonly { readonly path: string; readonly contents: string }[];
    readonly deletions?: readonly { readonly path: string }[];
  };
  readonly message: { readonly headline: string; readonly body?: string };
  readonly expectedHeadOid: string;
}

/** The mutation that commits only if the branch is still where the caller saw it. Throws `TypedGraphqlError`. */
export async function createCommitOnBranch(call: Call, input: CreateCommitOnBranchInput) {
  const { hub, actor } = call;
  const { repository, branch } = target(call, input.branch);
  const commit = branchCommit(branch, input);
  const check = async (head: string | null): Promise<void> => {
    if (head === null) {
      throw new TypedGraphqlError('NOT_FOUND', `Could not resolve to a ref with the name '${branch}'.`);
    }
    if (head !== input.expectedHeadOid) {
      throw new TypedGraphqlError(
        'STALE_DATA',
        `Expected branch to point to "${input.expectedHeadOid}" but it did not. Pull and try again.`,
      );
    }
    for (const path of commit.deletions) {
      if ((await objectInfo(repository.gitDirectory, `${head}:${path}`)) !== undefined) continue;
      const message = `A path was requested for deletion which does not exist as of commit oid \`${head}\`: ${path}`;
      throw new TypedGraphqlError('UNPROCESSABLE', message);
    }
  };
  try {
    const oid = await commitOnBranch(hub, repository, commit, actor, { check, request: call.route });
    return {
      clientMutationId: input.clientMutationId ?? null,
      commit: {
        ...commitNode(hub, repository, oid),
        repository: () => repositoryNode(call, repository),
      },
      ref: () => refNode(hub, repository, `refs/heads/${branch}`),
    };
  } catch (error) {
    if (error instanceof GitError) throw new TypedGraphqlError('UNPROCESSABLE', error.stderr.trim());
    if (error instanceof ApiError) {
      throw new TypedGraphqlError(error.status === 403 ? 'FORBIDDEN' : 'UNPROCESSABLE', error.message);
    }
    throw error;
  }
}

function target(
  call: Call,
  branch: CreateCommitOnBranchInput['branch'],
): { repository: Repository; branch: string } {
  const [owner = '', name = ''] = (branch.repositoryNameWithOwner ?? '').split('/');
  const repository =
    branch.id === undefined
      ? call.hub.state.repository(owner, name)
      : [...call.hub.state.repositories.values()].find((one) =>
          Buffer.from(branch.id ?? '', 'base64url')
            .toString()
            .startsWith(`Ref:${one.id}:`),
        );
  const access = repository === undefined ? 'hidden' : accessTo(call.actor, repository, ['contents:write']);
  if (repository === undefined || access === 'hidden') {
    const message = `Could not resolve to a Repository with the name '${owner}/${name}'.`;
    throw new TypedGraphqlError('NOT_FOUND', message);
  }
  if (access === 'forbidden')
    throw new TypedGraphqlError('FORBIDDEN', 'Resource not accessible by integration');
  const named =
    branch.branchName ??
    Buffer.from(branch.id ?? '', 'base64url')
      .toString()
      .slice(`Ref:${repository.id}:`.length);
  return { repository, branch: named.replace(/^refs\/heads\//, '') };
}

function branchCommit(branch: string, { fileChanges, message }: CreateCommitOnBranchInput): BranchCommit {
  const additions = (fileChanges?.additions ?? []).map(({ path, contents }) => {
    const content = fromBase64(contents.replace(/\s/g, ''));
    if (content === undefined)
      throw new TypedGraphqlError('UNPROCESSABLE', `The contents of ${path} are not base64.`);
    return { path, content };
  });
  const deletions = (fileChanges?.deletions ?? []).map(({ path }) => path);
  const body = message.body === undefined || message.body === '' ? '' : `\n\n${message.body}`;
  return { branch, additions, deletions, message: `${message.headline}${body}` };
}
