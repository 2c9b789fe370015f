import { ensureRuleset, type Ruleset, type RulesetKeeper } from '../../github/ensure-ruleset.ts';
import type { RefPattern } from '../../github/ensure-environment.ts';
import type { RepositoryName } from '../../github/repository-name.ts';

/** Tags of releases. A `*` stands for no slash, in an environment and in a ruleset. */
export const VERSION_TAGS = { name: 'v*', type: 'tag' } as const satisfies RefPattern;

/**
 * Only maintainers and administrators make, move or delete a version tag, not even a workflow with its own token. A run at such a tag
 * may use the log key, and its workflow is that of the tagged commit, which anybody who can push has written.
 */
export const VERSION_TAG_RULESET: Ruleset = {
  name: 'VaultMesh: maintainers make version tags',
  target: 'tag',
  ref: `refs/tags/${VERSION_TAGS.name}`,
  rules: [{ type: 'creation' }, { type: 'update' }, { type: 'deletion' }],
  bypass: ['maintain', 'admin'],
};

/** False when it was there. */
export const protectVersionTags = (client: RulesetKeeper, repository: RepositoryName): Promise<boolean> =>
  ensureRuleset(client, repository, VERSION_TAG_RULESET);
