export { append, type AppendOptions, type RecordDescription, type RecordResult } from './append.ts';
export type { OnMissing } from './on-missing.ts';
export { record, type RecordOptions } from './record.ts';
export { evidenceAssets, type ReleaseAsset } from './evidence-assets.ts';
export { evidenceOfAssets } from './evidence-of-assets.ts';
export { outcomeOfFolder, type FolderResult } from './outcome-of-folder.ts';
export { outcomeOfRecord, type RecordOutcome } from './outcome-of-record.ts';
export { sign, type SigstoreSigning, type SignOptions } from './sign.ts';
export { timestamp, type TimestampOptions } from './timestamp.ts';
