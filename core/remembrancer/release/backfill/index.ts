export { backfill, type Backfill, type BackfillOptions, type OpenRecord } from './backfill.ts';
export { outcomeOfBackfill, type BackfillOutcome } from './outcome-of-backfill.ts';
export { lackOf } from './lack-of.ts';
export { owedLayers } from './owed-layers.ts';
export type { Renewal } from './renew-timestamps.ts';
export type { SuppliedRecord } from './supply-evidence.ts';
export { parseLimit } from './backfill-request.ts';
export { findOwing, type OwingRecord } from './find-owing.ts';
export { contentOfAsset, lateAssets, lateProof } from './late-assets.ts';
