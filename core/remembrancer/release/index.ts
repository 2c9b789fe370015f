export { append, type AppendOptions, type RecordDescription, type RecordResult } from './append.ts';
export type { OnMissing } from './on-missing.ts';
export { record, type RecordOptions } from './record.ts';
export type { ReleaseAsset } from './release-assets.ts';
export { sign, type SigstoreSigning, type SignOptions } from './sign.ts';
export { timestamp, type TimestampOptions } from './timestamp.ts';
