import { FILES } from '../branch/branch-paths.ts';
import { requiredText } from '../branch/required-text.ts';
import type { LedgerStore } from '../store/ledger-store.ts';
import type { LedgerHead } from './read-head.ts';

/** The tlog-policy that the branch suggests, as text: a hint, for verifiers bring their own. Throws `not-found`. */
export async function readPolicy(store: LedgerStore, { head }: Pick<LedgerHead, 'head'>): Promise<string> {
  return requiredText((await store.read([FILES.policy], head)).files, FILES.policy);
}
