import type { Found } from './found.ts';
import { shownName } from './yaml/shown-name.ts';

/** A rule that failed where it should have found: that is no reason to believe that it holds, nor to lose what others found. */
export const failedRule = (error: unknown, path?: string): Found => ({
  ...(path !== undefined && { path }),
  message: `The rule itself failed here: ${shownName(error instanceof Error ? error.message : String(error))}`,
  remedy: 'Tell us with the file, if you may show it: https://github.com/vaultmesh/record/issues.',
  cannotTell: true,
});
