import schema from './folder-index.schema.json' with { type: 'json' };
import { VaultMeshError } from '../../common/error.ts';
import { schemaCheck } from '../../common/json-schema.ts';
import type { EvidenceDigest } from '../receipt/receipt.ts';
import type { MissingEvidence } from './missing-evidence.ts';
import type { Subject } from './subject.ts';

/** The content of `evidence.json`. */
export interface FolderIndex {
  readonly v: 1;
  readonly subjects: readonly Subject[];
  readonly evidence: readonly EvidenceDigest[];
  readonly missing: readonly MissingEvidence[];
}

/** What is read here; the receipt's own schema checks the rest when the record is made. */
const check = schemaCheck(schema);

/** Parses `evidence.json`. Throws `verification-failed` that names `path` and what is wrong. */
export function checkFolderIndex(json: string, path: string): FolderIndex {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (cause) {
    throw new VaultMeshError('verification-failed', `${path} is not JSON; start again from signing.`, {
      cause,
    });
  }
  const problem = check(value);
  if (problem !== undefined) {
    throw new VaultMeshError('verification-failed', `${path}: ${problem}; start again from signing.`);
  }
  return value as FolderIndex;
}
