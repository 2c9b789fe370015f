import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';

import { asVaultMeshError, VaultMeshError } from '../../core/common/error.ts';
import type { NewRecord } from '../../core/remembrancer/ledger/index.ts';
import { evidenceFileName, parseReceipt } from '../../core/remembrancer/receipt/index.ts';
import type { Terminal } from '../terminal.ts';

const RECEIPT = 'receipt.json';
const PEOPLE = 'people.json';

/**
 * A record that was made elsewhere: a receipt alone, or a folder with `receipt.json`, the evidence that it names
 * (`openpgp-1.asc`, …) and `people.json` where it has one. Throws `not-found` and `usage`, both naming file and rule.
 */
export async function readRecord(terminal: Terminal, path: string): Promise<NewRecord> {
  const place = resolve(terminal.directory, path);
  const isFolder = await stat(place).then(
    (found) => found.isDirectory(),
    () => false,
  );
  const file = isFolder ? join(path, RECEIPT) : path;
  const receipt = await parsed(terminal, file);
  if (!isFolder) return { receipt, evidence: [] };
  const names = receipt.evidence.map(evidenceFileName);
  const allowed = new Set([RECEIPT, PEOPLE, ...names]);
  const stray = (await readdir(place)).find((name) => !allowed.has(name));
  if (stray !== undefined) {
    throw new VaultMeshError(
      'usage',
      `${join(path, stray)} is not named by the receipt beside it; take it away.`,
    );
  }
  const evidence = await Promise.all(
    receipt.evidence.map(async ({ layer, n, subject }, i) => ({
      layer,
      n,
      ...(subject !== undefined && { subject }),
      content: await bytesOf(terminal, join(path, names[i] ?? '')),
    })),
  );
  if (receipt.people === undefined) return { receipt, evidence };
  return { receipt, evidence, people: await bytesOf(terminal, join(path, PEOPLE)) };
}

async function parsed(terminal: Terminal, file: string): Promise<NewRecord['receipt']> {
  const bytes = await bytesOf(terminal, file);
  try {
    return parseReceipt(bytes, file);
  } catch (error) {
    // On a branch it would be a sign of damage; here it is a file that somebody gave.
    const { message } = asVaultMeshError(error);
    // Sorted, without blanks, and without the newline that an editor puts at the end.
    const hint = /canonical form/u.test(message) ? ` "jq -cSj . ${file}" prints that.` : '';
    throw new VaultMeshError('usage', `${message}${hint}`, { cause: error });
  }
}

async function bytesOf(terminal: Terminal, file: string): Promise<Uint8Array> {
  try {
    return new Uint8Array(await readFile(resolve(terminal.directory, file)));
  } catch (cause) {
    throw new VaultMeshError(
      'not-found',
      `${file} cannot be read; check the path, and that ${basename(file)} is there.`,
      {
        cause,
      },
    );
  }
}
