export { importLegacy, type ImportOptions, type LegacyHistory } from './import-legacy.ts';
export { legacyRoot } from './legacy-merkle.ts';
export type { LegacyRecord } from './legacy-record.ts';
export { type ImportedHistory, readImported } from './read-imported.ts';
export { readLegacyDatabase } from './read-legacy-database.ts';
