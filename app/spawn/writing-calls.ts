const REPOSITORY = '/repos/{owner}/{repo}';
const ENVIRONMENT = `${REPOSITORY}/environments/{environment_name}`;

/**
 * The calls by which a `/spawn` writes, in their order, without the two reactions and the answer that every command
 * has; a test holds them against what it does. GraphQL only reads here.
 */
export const WRITING_CALLS: readonly string[] = [
  'POST /orgs/{org}/repos',
  // The files, in one commit on main and on the template branch.
  `POST ${REPOSITORY}/git/trees`,
  `POST ${REPOSITORY}/git/commits`,
  `PATCH ${REPOSITORY}/git/refs/{ref}`,
  `POST ${REPOSITORY}/git/refs`,
  // The ledger: its environment for main and version tags, its key, its branch, its protection.
  `PUT ${ENVIRONMENT}`,
  `POST ${ENVIRONMENT}/deployment-branch-policies`,
  `POST ${ENVIRONMENT}/deployment-branch-policies`,
  `PUT ${ENVIRONMENT}/secrets/{secret_name}`,
  `POST ${REPOSITORY}/git/trees`,
  `POST ${REPOSITORY}/git/commits`,
  `POST ${REPOSITORY}/git/refs`,
  `POST ${REPOSITORY}/rulesets`,
  `PUT ${REPOSITORY}/topics`,
  // The decision, in the platform repository.
  `POST ${REPOSITORY}/git/trees`,
  `POST ${REPOSITORY}/git/commits`,
  `POST ${REPOSITORY}/git/refs`,
  `POST ${REPOSITORY}/pulls`,
];
