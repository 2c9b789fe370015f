export { explain } from './explain.ts';
export { DEFAULT_REQUIRED, outcomeOfVerdict, type AnyOf, type FileVerdict, type Verdict } from './verdict.ts';
export { verifyArtifact, type VerifyOptions } from './verify-artifact.ts';
