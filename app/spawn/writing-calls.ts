const REPOSITORY = '/repos/{owner}/{repo}';
const ENVIRONMENT = `${REPOSITORY}/environments/{environment_name}`;
const COMMENT = `${REPOSITORY}/issues/comments/{comment_id}`;

/** The calls by which a `/spawn` writes, in their order; a test holds them against what it does. */
export const WRITING_CALLS: readonly string[] = [
  // The eyes.
  `POST ${COMMENT}/reactions`,
  'POST /orgs/{org}/repos',
  // The files, in one commit that main and the template branch get at once.
  `POST ${REPOSITORY}/git/trees`,
  `POST ${REPOSITORY}/git/commits`,
  'POST /graphql updateRefs',
  // The rulesets of ledger, default branch and version tags, in one call.
  'POST /graphql createRepositoryRuleset',
  // The ledger: its environment for main and version tags, its key, its branch.
  `PUT ${ENVIRONMENT}`,
  `POST ${ENVIRONMENT}/deployment-branch-policies`,
  `POST ${ENVIRONMENT}/deployment-branch-policies`,
  `PUT ${ENVIRONMENT}/secrets/{secret_name}`,
  `POST ${REPOSITORY}/git/trees`,
  `POST ${REPOSITORY}/git/commits`,
  `POST ${REPOSITORY}/git/refs`,
  `PUT ${REPOSITORY}/topics`,
  // The decision, in the platform repository.
  `POST ${REPOSITORY}/git/trees`,
  `POST ${REPOSITORY}/git/commits`,
  `POST ${REPOSITORY}/git/refs`,
  `POST ${REPOSITORY}/pulls`,
  // The answer, and the rocket.
  `POST ${REPOSITORY}/issues/{issue_number}/comments`,
  `POST ${COMMENT}/reactions`,
];
