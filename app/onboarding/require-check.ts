import { ensureRuleset, type Ruleset, type RulesetKeeper } from '../../core/github/ensure-ruleset.ts';
import type { RepositoryName } from '../../core/github/repository-name.ts';
import { CHECK_NAME } from '../checks/check-run-key.ts';

/** A ruleset is found again by its name. */
const NAME = 'VaultMesh: the covenant is kept';

const rulesetOf = (appId: number): Ruleset => ({
  name: NAME,
  ref: '~DEFAULT_BRANCH',
  rules: [
    {
      type: 'required_status_checks',
      parameters: {
        // Nobody else's check of that name counts.
        required_status_checks: [{ context: CHECK_NAME, integration_id: appId }],
        strict_required_status_checks_policy: false,
      },
    },
  ],
});

/** Requires the check of the app `appId` of what is merged into the default branch. False where that was so. */
export const requireCheck = (
  client: RulesetKeeper,
  repository: RepositoryName,
  appId: number,
): Promise<boolean> => ensureRuleset(client, repository, rulesetOf(appId));
