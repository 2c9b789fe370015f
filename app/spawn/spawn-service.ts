import { VaultMeshError } from '../../core/common/error.ts';
import {
  type Overlay,
  readCatalog,
  renderDecision,
  renderService,
  type SpawnRequest,
  type SpawnSettings,
} from '../../core/spawn/index.ts';
import { addTopics, type TopicAdder } from '../../core/github/add-topics.ts';
import { findRepository, type Visibility } from '../../core/github/find-repository.ts';
import type { PullRequestOpener } from '../github/open-pull-request.ts';
import type { FileReader } from '../../core/github/read-file.ts';
import { fullName, type RepositoryName } from '../../core/github/repository-name.ts';
import {
  ledgerOrigin,
  type LedgerProvisioner,
  provisionLedger,
} from '../../core/remembrancer/provision/index.ts';
import { claimRepository, type RepositoryClaimer } from './claim-repository.ts';
import { committedRequest } from './committed-request.ts';
import { commitService, type ServiceCommitter } from './commit-service.ts';
import { proposeDecision } from './propose-decision.ts';
import { protectService, type ServiceProtector } from './protect-service.ts';

export type ServiceSpawner = FileReader &
  LedgerProvisioner &
  PullRequestOpener &
  RepositoryClaimer &
  ServiceCommitter &
  ServiceProtector &
  TopicAdder;

export interface SpawnOrder {
  readonly request: SpawnRequest;
  readonly settings: SpawnSettings;
  /** What the organisation lays over the templates. */
  readonly overlay: Overlay | undefined;
  /** From `requestKey`. */
  readonly key: string;
  readonly commentUrl: string;
  /** The day of the comment: `2026-11-20`. */
  readonly date: string;
  /** The app's verifier key, for the policy of the new ledger. */
  readonly witnessKey: string;
  /** Hidden text for the proposal from a branch, by which it is known for whom it was made. */
  readonly proposalMark: (branch: string) => string;
  /** Without it the service is as visible as the platform repository. */
  readonly visibility?: Visibility;
}

/** What a spawn made, or found made by an earlier run for the same comment. */
export interface SpawnedService {
  readonly repository: string;
  readonly url: string;
  readonly visibility: Visibility;
  readonly commit: string;
  readonly tree: string;
  readonly origin: string;
  /** The checks that rulesets require of the default branch; absent where the owner's plan has no rulesets for it. */
  readonly checks?: readonly string[];
  readonly decision: string;
}

/**
 * Makes a service repository with everything that belongs to it. A sequence of steps that each look before they
 * act: an interrupted one goes on where it stopped when it is called again with the same order.
 *
 * Throws `not-found` without a platform repository and `conflict` for a taken name, both before anything is made.
 */
export async function spawnService(client: ServiceSpawner, order: SpawnOrder): Promise<SpawnedService> {
  const { request, settings, key } = order;
  const name: RepositoryName = { owner: request.owner, repo: request.name };
  const platform = await findRepository(client, { owner: request.owner, repo: settings.platform });
  if (!platform) throw noPlatform(request.owner, settings.platform);

  const files = renderService(request, settings, order.overlay);
  const repository = await claimRepository(client, name, {
    key,
    description: request.description,
    visibility: order.visibility ?? platform.visibility,
  });
  const commit = await commitService(client, repository, {
    key,
    files,
    message: `feat: spawn ${request.name}`,
  });
  // What an earlier run committed stays, whatever the same words would make now.
  const committed = commit.isEarlier ? await committedRequest(client, name, commit.id) : undefined;
  const { request: made, templateVersion } = committed ?? { request, templateVersion: readCatalog().version };
  const origin = ledgerOrigin(settings.serverUrl, name);
  // Before there is a key: without rulesets no tag may use it.
  const checks = await protectService(client, repository, commit.isEarlier ? commit.id : files);
  const forTags = checks !== undefined;
  await provisionLedger(client, repository, { origin, witnesses: [order.witnessKey], forTags });
  await addTopics(client, name, ['vaultmesh', made.language]);
  const decision = await proposeDecision(client, platform.name, {
    key,
    service: request.name,
    serviceUrl: repository.url,
    commentUrl: order.commentUrl,
    mark: order.proposalMark,
    decision: renderDecision(made, settings, {
      date: order.date,
      tree: commit.tree,
      templateVersion,
      source: order.commentUrl,
    }),
  });
  return {
    repository: fullName(name),
    url: repository.url,
    visibility: repository.visibility,
    commit: commit.id,
    tree: commit.tree,
    origin,
    ...(checks && { checks }),
    decision: decision.url,
  };
}

function noPlatform(owner: string, repo: string): VaultMeshError {
  return new VaultMeshError(
    'not-found',
    `The organisation ${owner} has no repository "${repo}" that this app may see, and every spawn proposes its ` +
      `decision there. Create it, or install the app on it, and give the command again.`,
  );
}
