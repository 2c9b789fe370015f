import { parsePolicy, policyFault } from '../../../ledger/index.ts';
import type { TrustFile } from '../../../trust/index.ts';
import type { CovenantContext } from '../../covenant-context.ts';
import type { FileText } from '../../file-text.ts';
import type { Found } from '../../found.ts';
import type { ContextLedger } from '../../ledger/context-ledger.ts';
import { withLedger } from '../../ledger/with-ledger.ts';
import type { RepositoryAnswer, RepositoryRule } from '../../rule.ts';
import { endedOnLedger } from './expiry/ended-on-ledger.ts';
import { endedIn } from './expiry/ended-trust.ts';
import { isTrustPath, MOST_BYTES, trustIn } from './trust/trust-in-tree.ts';
import { told } from '../../ledger/told.ts';

/** What others are to believe in is still worth it. */
export const filesUnexpired: RepositoryRule = {
  id: 'VM-III-02',
  title: 'Trust and policy files, and the keys of the ledger, are unexpired',
  severity: 'medium',
  level: 'warn',
  since: 1,
  fixable: false,
  kind: 'repository',
  check,
};

interface TrustInTree {
  readonly path: string;
  readonly policy: string;
  readonly trust?: TrustFile;
}

async function check(context: CovenantContext): Promise<RepositoryAnswer> {
  const at = context.clock();
  const files = await context.filesWhere((file) => isTrustPath(file) && file.size <= MOST_BYTES);
  const trusts = files.flatMap(readTrust);
  const found: Found[] = [];
  for (const { path, trust } of trusts) {
    const ended = trust === undefined ? [] : await endedIn(trust, at);
    for (const { what, isOpen } of ended) {
      const remedy = isOpen
        ? 'Put it in anew, as `gpg --armor --export` writes it, or take it out.'
        : 'Take it out, or put in what took its place, after its fingerprint was confirmed elsewhere.';
      found.push({ path, message: told(`${path} ${what}.`), remedy, ...(isOpen && { cannotTell: true }) });
    }
  }
  const onLedger = await withLedger(context, async (ledger) => [
    ...(await retiredIn(trusts, ledger)),
    ...(await endedOnLedger(ledger, at)),
  ]);
  if (!('notApplicable' in onLedger)) return [...found, ...onLedger];
  return trusts.length === 0 ? { notApplicable: 'there is no trust or policy file, and no ledger' } : found;
}

/** A file whose policy cannot be read is left to VM-III-01. */
function readTrust(file: FileText): TrustInTree[] {
  const read = trustIn(file);
  if (read === undefined || 'fault' in read) return [];
  const policy = 'trust' in read ? read.trust.policy : read.policy;
  return policyFault(policy) === undefined
    ? [{ path: file.path, policy, ...('trust' in read && { trust: read.trust }) }]
    : [];
}

/** The keys that the ledger says sign no more, and that a file trusts without saying so. */
async function retiredIn(trusts: readonly TrustInTree[], ledger: ContextLedger): Promise<Found[]> {
  if (trusts.length === 0) return [];
  const { retiredKeys } = await ledger.fsck();
  return trusts.flatMap(({ path, policy, trust }) => {
    const known = new Set(trust?.retiredLogKeys?.map(({ verifierKey }) => verifierKey));
    const trusted = parsePolicy(policy).logs.map(({ verifierKey }) => verifierKey);
    return retiredKeys
      .filter(({ verifierKey }) => trusted.includes(verifierKey) && !known.has(verifierKey))
      .map(({ verifierKey, index }): Found => ({
        path,
        message: told(
          `${path} trusts the log key ${verifierKey}, which the ledger retired in entry ${index}.`,
        ),
        remedy:
          trust === undefined
            ? 'Take its line out of the policy, and put in that of the key that took its place.'
            : 'Bring the file up to date with `vaultmesh trust update FILE OWNER/REPO`.',
      }));
  });
}
