import { protectLedger } from '../../core/remembrancer/provision/index.ts';
import { explainRefusal } from '../github/explain-refusal.ts';
import { gitHubAddress } from '../github/github-address.ts';
import type { RepositoryAddress } from '../repository.ts';
import type { Terminal } from '../terminal.ts';

/** Whether a ruleset keeps the branch from being rewritten, as far as this command knows. */
export interface Protection {
  readonly ruleset?: 'made' | 'there';
  /** Of the report; absent where rulesets are none of ours, as in a folder. */
  readonly line?: string;
}

/**
 * Puts the ruleset on the ledger branch of a repository on GitHub. Without a token it says how to get it. Throws
 * `not-permitted` when GitHub refuses: a ledger that anybody can rewrite is for its owner to accept, by --no-ruleset.
 */
export async function keepFromRewrites(
  terminal: Terminal,
  address: RepositoryAddress,
  { branch, ruleset }: { readonly branch: string; readonly ruleset: boolean },
): Promise<Protection> {
  const github = gitHubAddress(address, terminal.environment);
  if (github === undefined) return {};
  if (!ruleset) return { line: 'ruleset       none: whoever can push can rewrite the branch' };
  const { name, apiUrl, token } = github;
  if (token === undefined) {
    return {
      line: 'ruleset       none yet: give the same command again with GH_TOKEN, such as GH_TOKEN=$(gh auth token)',
    };
  }
  const { gitHubClient } = await import('../github/github-client.ts');
  try {
    const made = await protectLedger(gitHubClient({ apiUrl, token }), name, branch);
    return made
      ? { ruleset: 'made', line: 'ruleset       made, against force push and deletion' }
      : { ruleset: 'there', line: 'ruleset       was there' };
  } catch (error) {
    throw explainRefusal(error);
  }
}
