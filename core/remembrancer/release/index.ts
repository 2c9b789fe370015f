export { append, type AppendOptions, type RecordDescription, type RecordResult } from './append.ts';
export type { OnMissing } from './on-missing.ts';
export { record, type RecordOptions } from './record.ts';
export { assetName, evidenceAssets, type ReleaseAsset } from './evidence-assets.ts';
export { evidenceOfAssets } from './evidence-of-assets.ts';
export { outcomeOfFolder, type FolderResult } from './outcome-of-folder.ts';
export { outcomeOfRecord, type RecordOutcome } from './outcome-of-record.ts';
export type { SigstoreSigning } from './sign-keyless.ts';
export { sign, type SignOptions } from './sign.ts';
export { timestamp, type TimestampOptions } from './timestamp.ts';
export { type CheckpointTimestamp, timestampCheckpoint } from './timestamp-checkpoint.ts';
export type { TimestampService } from './timestamp-service.ts';
export { sentenceOfTimestamp, type ToldTimestamp, toldTimestamp } from './told-timestamp.ts';
export {
  backfill,
  type Backfill,
  type BackfillOptions,
  type BackfillOutcome,
  lackOf,
  type OpenRecord,
  outcomeOfBackfill,
  parseLimit,
  type Renewal,
  type SuppliedRecord,
} from './backfill/index.ts';
