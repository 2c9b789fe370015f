import schema from '../../../ledger-schema/trust.schema.json' with { type: 'json' };
import { VaultMeshError } from '../../common/error.ts';
import { schemaCheck } from '../../common/json-schema.ts';
import { refuseNewer } from '../../common/refuse-newer.ts';
import type { TrustFile } from './trust-file.ts';

const check = schemaCheck(schema);

/** Parses a trust file. Throws `usage` that names `name` and what is wrong, and `incomplete` for a later format. */
export function parseTrustFile(text: string, name = 'The trust file'): TrustFile {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new VaultMeshError('usage', `${name} is not JSON; make one with \`vaultmesh trust init\`.`, {
      cause,
    });
  }
  refuseNewer(name, value, 1);
  const problem = check(value);
  if (problem !== undefined) {
    throw new VaultMeshError('usage', `${name}: ${problem}; see ledger-schema/trust.schema.json.`);
  }
  return value as TrustFile;
}

/** The text of a trust file, for people to read and compare: two spaces of indent, a line feed at the end. */
export const formatTrustFile = (trust: TrustFile): string => `${JSON.stringify(trust, null, 2)}\n`;
