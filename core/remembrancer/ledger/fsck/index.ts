export type { FsckRule, Problem, Unauthenticated } from './findings.ts';
export { folderSource } from './folder-source.ts';
export { fsck, type FsckCounts, type FsckOptions, type FsckProgress, type FsckResult } from './fsck.ts';
export { gitSource, type GitSourceOptions } from './git-source.ts';
export { httpSource } from './http-source.ts';
export type { RepeatedOperation } from './index-builder.ts';
export { type LedgerSource, memorySource, type SourceListing } from './ledger-source.ts';
export { sourceStore } from './source-store.ts';
