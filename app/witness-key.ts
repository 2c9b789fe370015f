import { writeFileSync } from 'node:fs';
import { asVaultMeshError, EXIT_CODES, VaultMeshError } from '../core/common/error.ts';
import { generateWitnessKey } from '../core/remembrancer/ledger/index.ts';

/**
 * `node_modules/.bin/node app/witness-key.ts <name> <file>` makes the key with which the app cosigns ledgers: the secret half goes
 * into a new file that only its owner can read, the public half to standard output. `name` is the witness's name
 * in policies, by custom a host and path without a scheme: `example.org/witness`.
 */
const [name, file] = process.argv.slice(2);
if (name === undefined || file === undefined) {
  console.error('Usage: node_modules/.bin/node app/witness-key.ts <name> <file>');
  process.exitCode = 2;
} else {
  try {
    const { signerKey, verifierKey } = generateWitnessKey(name);
    writeKey(file, signerKey);
    console.log(verifierKey);
  } catch (error) {
    const { code, message } = asVaultMeshError(error);
    console.error(message);
    process.exitCode = EXIT_CODES[code];
  }
}

/** Never writes over a file: it may be the key of a witness that policies name already. */
function writeKey(path: string, key: string): void {
  try {
    writeFileSync(path, `${key}\n`, { mode: 0o600, flag: 'wx' });
  } catch (cause) {
    const exists = cause instanceof Error && 'code' in cause && cause.code === 'EEXIST';
    throw exists
      ? new VaultMeshError('conflict', `${path} exists, and may be a key in use; name another file.`, {
          cause,
        })
      : new VaultMeshError('not-permitted', `${path} cannot be written; check its folder.`, { cause });
  }
}
