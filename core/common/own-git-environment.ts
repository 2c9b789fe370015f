/**
 * Variables by which a git that runs a hook, or a shell, would send a git of ours into another repository or to another state
 * of it: those of `git rev-parse --local-env-vars` but for settings (`-c`), and the name space of refs.
 */
const OUTER = new Set([
  ...['GIT_DIR', 'GIT_WORK_TREE', 'GIT_IMPLICIT_WORK_TREE', 'GIT_COMMON_DIR', 'GIT_PREFIX', 'GIT_NAMESPACE'],
  ...['GIT_INDEX_FILE', 'GIT_OBJECT_DIRECTORY', 'GIT_ALTERNATE_OBJECT_DIRECTORIES', 'GIT_CONFIG'],
  ...['GIT_GRAFT_FILE', 'GIT_SHALLOW_FILE', 'GIT_REPLACE_REF_BASE'],
]);

/** `environment` for a git that shall look at the repository around its folder, whatever git runs us. */
export const ownGitEnvironment = (environment: Readonly<NodeJS.ProcessEnv>): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(environment).filter(([name]) => !OUTER.has(name)));
