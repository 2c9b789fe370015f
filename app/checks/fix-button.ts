import type { Button } from './put-check-run.ts';

/** Puts what `--fix` would mend onto the branch. */
export const FIX: Button = {
  label: 'Fix',
  description: 'Commits the fixes onto the branch',
  identifier: 'fix',
};
