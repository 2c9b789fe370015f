import { describe, expect, it } from '@jest/globals';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { verifyConsistency, verifyInclusion } from '../../../../../core/remembrancer/ledger/index.ts';

/** The probes of transparency-dev/merkle, kept beside the project and not in it. */
const folder = join(import.meta.dirname, '../../../../../../shared/data/merkle-probes');

interface InclusionProbe {
  leafIdx: number;
  treeSize: number;
  root: string | null;
  leafHash: string | null;
  proof: string[] | null;
  wantErr: boolean;
}

interface ConsistencyProbe {
  size1: number;
  size2: number;
  root1: string | null;
  root2: string | null;
  proof: string[] | null;
  wantErr: boolean;
}

const bytes = (text: string | null): Uint8Array => new Uint8Array(Buffer.from(text ?? '', 'base64'));

function probes<T>(kind: string): [string, T][] {
  const root = join(folder, kind);
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((file) => file.name.endsWith('.json'))
    .map((file) => join(file.parentPath, file.name))
    .map((path) => [relative(root, path), JSON.parse(readFileSync(path, 'utf8')) as T]);
}

if (existsSync(folder)) {
  describe('the 196 RFC 6962 probes of transparency-dev/merkle', () => {
    it('agree on the 98 inclusion proofs', () => {
      const all = probes<InclusionProbe>('inclusion');
      const verdicts = all.map(([name, { leafIdx, treeSize, leafHash, proof, root }]) => [
        name,
        verifyInclusion(leafIdx, treeSize, bytes(leafHash), (proof ?? []).map(bytes), bytes(root)),
      ]);
      expect(all).toHaveLength(98);
      expect(verdicts).toEqual(all.map(([name, { wantErr }]) => [name, !wantErr]));
    });

    it('agree on the 98 consistency proofs', () => {
      const all = probes<ConsistencyProbe>('consistency');
      const verdicts = all.map(([name, { size1, size2, root1, root2, proof }]) => [
        name,
        verifyConsistency(size1, size2, bytes(root1), bytes(root2), (proof ?? []).map(bytes)),
      ]);
      expect(all).toHaveLength(98);
      expect(verdicts).toEqual(all.map(([name, { wantErr }]) => [name, !wantErr]));
    });
  });
} else {
  it.skip('the RFC 6962 probes: ../shared/data/merkle-probes is not there', () => undefined);
}
