import { type AppFinder, findAppId } from '../../core/github/find-app-id.ts';
import { ensureRulesets, type RulesetsKeeper } from '../../core/github/ensure-rulesets.ts';
import type { Repository } from '../../core/github/find-repository.ts';
import { lacksPlan } from '../../core/github/lacks-plan.ts';
import { type FolderReader, readFolder } from '../../core/github/read-folder.ts';
import type { RepositoryName } from '../../core/github/repository-name.ts';
import type { Ruleset } from '../../core/github/ruleset.ts';
import { FileText, pullRequestChecks } from '../../core/remembrancer/covenant/index.ts';
import { ledgerRuleset, VERSION_TAG_RULESET } from '../../core/remembrancer/provision/index.ts';
import type { TreeFile } from '../../core/spawn/index.ts';

export type ServiceProtector = AppFinder & FolderReader & RulesetsKeeper;

const WORKFLOWS = ['.github', 'workflows'] as const;

/** The app whose checks the jobs of workflows are, at every GitHub. */
const ACTIONS = 'github-actions';

/**
 * Keeps the rulesets of a service: of its ledger, of version tags, and of the default branch, which requires exactly the checks of its
 * workflows' jobs. Nobody may bypass that, nor need this app: it has written its commit, and proposes what follows.
 *
 * @param files the rendered files, or the commit that has them
 * @returns the required checks; `undefined` where the owner's plan has no rulesets for the repository
 */
export async function protectService(
  client: ServiceProtector,
  repository: Repository,
  files: readonly TreeFile[] | string,
): Promise<string[] | undefined> {
  const { name, defaultBranch } = repository;
  const workflows = typeof files === 'string' ? await workflowsAt(client, name, files) : files.map(textOf);
  const checks = pullRequestChecks(workflows, defaultBranch);
  const branch = defaultBranchRuleset(checks, await findAppId(client, ACTIONS));
  try {
    await ensureRulesets(client, repository, [ledgerRuleset(), branch, VERSION_TAG_RULESET]);
    return checks;
  } catch (error) {
    if (lacksPlan(error)) return undefined;
    throw error;
  }
}

/** @param app the app whose checks count; anybody's where it is not known */
const defaultBranchRuleset = (checks: readonly string[], app: number | undefined): Ruleset => ({
  name: 'VaultMesh: the default branch passes its checks',
  ref: '~DEFAULT_BRANCH',
  rules: [
    { type: 'deletion' },
    { type: 'non_fast_forward' },
    {
      type: 'pull_request',
      parameters: {
        // How many people have to agree is for the organisation to say.
        required_approving_review_count: 0,
        dismiss_stale_reviews_on_push: false,
        require_code_owner_review: false,
        require_last_push_approval: false,
        required_review_thread_resolution: false,
      },
    },
    ...(checks.length === 0
      ? []
      : [
          {
            type: 'required_status_checks' as const,
            parameters: {
              required_status_checks: checks.map((context) => ({
                context,
                ...(app !== undefined && { integration_id: app }),
              })),
              strict_required_status_checks_policy: false,
            },
          },
        ]),
  ],
});

const textOf = ({ path, content }: Pick<TreeFile, 'path' | 'content'>): FileText =>
  new FileText({ path, kind: 'file', size: content.length, id: path }, content);

async function workflowsAt(
  client: FolderReader,
  repository: RepositoryName,
  commit: string,
): Promise<FileText[]> {
  const files = (await readFolder(client, repository, WORKFLOWS, commit)) ?? [];
  return Promise.all(
    files.map(async ({ path, content }) =>
      textOf({ path: [...WORKFLOWS, path].join('/'), content: await content() }),
    ),
  );
}
