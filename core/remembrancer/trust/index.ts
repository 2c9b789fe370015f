export { anchorsOf, type Anchor } from './anchors-of.ts';
export { draftTrust, type TrustSources } from './draft-trust.ts';
export { logsAt, policyOf, type TrustPolicy } from './policy-of.ts';
export { formatTrustFile, parseTrustFile } from './parse-trust-file.ts';
export type { SigstoreIdentity, TrustFile } from './trust-file.ts';
export { updateTrust, type TrustUpdate } from './update-trust.ts';
