/** Folders with what others wrote, or with what tools of their own pass over. */
const SKIPPED = new Set([
  'node_modules',
  'bower_components',
  'vendor',
  'testdata',
  '.terraform',
  '.venv',
  'venv',
]);

/** Whether a manifest is not one of this repository: a copy of another's, or data of a test. */
export const isSkipped = (path: string): boolean =>
  path
    .split('/')
    .slice(0, -1)
    .some((name) => SKIPPED.has(name));
