import { lstat, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { VaultMeshError } from '../../../core/common/error.ts';
import { receiptBytes, type Receipt } from '../../../core/remembrancer/receipt/index.ts';
import type { ReleaseAsset } from '../../../core/remembrancer/release/index.ts';

/** Paths of what was written, relative to the workspace, with `/` on every system. */
export interface WrittenProofs {
  readonly receipt: string;
  readonly proofs: readonly string[];
}

const FOLDER = 'vaultmesh-proofs';

/**
 * Makes the folder of the workspace for what is written. Throws `not-permitted` when a link stands
 * there, which could lead anywhere.
 */
export async function openProofFolder(workspace: string): Promise<void> {
  const folder = join(workspace, FOLDER);
  await mkdir(folder, { recursive: true }).catch(() => undefined);
  if ((await lstat(folder)).isDirectory()) return;
  throw new VaultMeshError(
    'not-permitted',
    `${FOLDER} in the workspace is a link or a file, and the proofs go into a folder of that name; remove it.`,
  );
}

/** Writes the receipt and the files that go beside the artifacts into a folder of the workspace, for later steps. */
export async function writeProofs(
  workspace: string,
  record: { readonly receipt: Receipt; readonly assets: readonly ReleaseAsset[] },
): Promise<WrittenProofs> {
  await openProofFolder(workspace);
  const write = async (name: string, content: Uint8Array): Promise<string> => {
    const path = `${FOLDER}/${name}`;
    // In the place of what an earlier run left; never through a link.
    await rm(join(workspace, path), { force: true });
    await writeFile(join(workspace, path), content, { flag: 'wx' });
    return path;
  };
  const proofs: string[] = [];
  for (const { name, content } of record.assets) {
    const path = await write(name, content);
    if (name.endsWith('.vmproof')) proofs.push(path);
  }
  return { receipt: await write('receipt.json', receiptBytes(record.receipt)), proofs };
}
