import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { receiptBytes, type Receipt } from '../../../core/remembrancer/receipt/index.ts';
import type { ReleaseAsset } from '../../../core/remembrancer/release/index.ts';

/** Paths of what was written, relative to the workspace, with `/` on every system. */
export interface WrittenProofs {
  readonly receipt: string;
  readonly proofs: readonly string[];
}

const FOLDER = 'vaultmesh-proofs';

/** Writes the receipt and the files that go beside the artifacts into a folder of the workspace, for later steps. */
export async function writeProofs(
  workspace: string,
  record: { readonly receipt: Receipt; readonly assets: readonly ReleaseAsset[] },
): Promise<WrittenProofs> {
  await mkdir(join(workspace, FOLDER), { recursive: true });
  const write = async (name: string, content: Uint8Array): Promise<string> => {
    const path = `${FOLDER}/${name}`;
    await writeFile(join(workspace, path), content);
    return path;
  };
  const proofs: string[] = [];
  for (const { name, content } of record.assets) {
    const path = await write(name, content);
    if (name.endsWith('.vmproof')) proofs.push(path);
  }
  return { receipt: await write('receipt.json', receiptBytes(record.receipt)), proofs };
}
