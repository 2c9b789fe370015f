const DEEP_IN_TESTS = /(?:^|\/)(?:tests?|__tests__)\/[^/]+\/[^/]+\//i;

/**
 * Whether a path is two folders or more below one for tests, where what tests read is kept. A suite with a manifest of its own
 * is not as deep: `tests/package.json`, `tests/e2e/package.json`.
 */
export const isTestData = (path: string): boolean => DEEP_IN_TESTS.test(path);
