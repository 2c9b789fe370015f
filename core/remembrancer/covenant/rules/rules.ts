import type { Rule } from '../rule.ts';
import { filesUnexpired } from './federation/files-unexpired.ts';
import { filesValid } from './federation/files-valid.ts';
import { oneCanonicalisation } from './federation/one-canonicalisation.ts';
import { peersConsistent } from './federation/peers-consistent.ts';
import { artifactsHaveDigests } from './integrity/artifacts-have-digests.ts';
import { claimsNameTests } from './integrity/claims-name-tests.ts';
import { highEntropyValues } from './integrity/high-entropy-values.ts';
import { ledgerExtendsWitnessed } from './integrity/ledger-extends-witnessed.ts';
import { ledgerVerifies } from './integrity/ledger-verifies.ts';
import { linksLeadToFiles } from './integrity/links-lead-to-files.ts';
import { privateKeys } from './integrity/private-keys.ts';
import { providerTokens } from './integrity/provider-tokens.ts';
import { schemasAreValid } from './integrity/schemas-are-valid.ts';
import { decisionLinks } from './proof-chain/decision-links.ts';
import { decisionStatuses } from './proof-chain/decision-statuses.ts';
import { deploymentsRecorded } from './proof-chain/deployments-recorded.ts';
import { guardedPaths } from './proof-chain/guarded-paths.ts';
import { releasesProven } from './proof-chain/releases-proven.ts';
import { settledDecisions } from './proof-chain/settled-decisions.ts';
import { exactToolVersions } from './reproducibility/exact-tool-versions.ts';
import { imagesByDigest } from './reproducibility/images-by-digest.ts';
import { lockfileInStep } from './reproducibility/lockfile-in-step.ts';
import { lockfilePresent } from './reproducibility/lockfile-present.ts';
import { noDownloadsIntoShells } from './reproducibility/no-downloads-into-shells.ts';
import { pinnedActions } from './reproducibility/pinned-actions.ts';
import { reproducibleArchives } from './reproducibility/reproducible-archives.ts';
import { verifiedDownloads } from './reproducibility/verified-downloads.ts';

/** All rules, by id. */
export const RULES: readonly Rule[] = [
  ledgerVerifies,
  ledgerExtendsWitnessed,
  schemasAreValid,
  providerTokens,
  privateKeys,
  artifactsHaveDigests,
  linksLeadToFiles,
  claimsNameTests,
  highEntropyValues,
  pinnedActions,
  imagesByDigest,
  exactToolVersions,
  verifiedDownloads,
  lockfilePresent,
  lockfileInStep,
  noDownloadsIntoShells,
  reproducibleArchives,
  filesValid,
  filesUnexpired,
  oneCanonicalisation,
  peersConsistent,
  releasesProven,
  deploymentsRecorded,
  guardedPaths,
  settledDecisions,
  decisionStatuses,
  decisionLinks,
];
