export { formatTrustFile, parseTrustFile } from './parse-trust-file.ts';
export type { SigstoreIdentity, TrustFile } from './trust-file.ts';
