import { writeFileSync } from 'node:fs';
import { generateWitnessKey } from '../core/remembrancer/ledger/index.ts';

/**
 * `node app/witness-key.ts <name> <file>` makes the key with which the app cosigns ledgers: the secret half goes
 * into a new file that only its owner can read, the public half to standard output. `name` is the witness's name
 * in policies, by custom a host and path without a scheme: `example.org/witness`.
 */
const [name, file] = process.argv.slice(2);
if (name === undefined || file === undefined) {
  console.error('Usage: node app/witness-key.ts <name> <file>');
  process.exitCode = 2;
} else {
  const { signerKey, verifierKey } = generateWitnessKey(name);
  writeFileSync(file, `${signerKey}\n`, { mode: 0o600, flag: 'wx' });
  console.log(verifierKey);
}
