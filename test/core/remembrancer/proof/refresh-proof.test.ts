import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { utf8 } from '../../../../core/common/bytes.ts';
import {
  checkpointTimestampPath,
  type NoteVerifier,
  parsePolicy,
  publishedCheckpoint,
  readHead,
} from '../../../../core/remembrancer/ledger/index.ts';
import { type Proof, refreshProof } from '../../../../core/remembrancer/proof/index.ts';
import { type MemoryAuthority, memoryAuthority, tokenOver } from '../memory-authority.ts';
import { recordedRelease, type RecordedRelease } from '../verify/recorded-release.ts';

let pinned: MemoryAuthority;
let stranger: MemoryAuthority;
let release: RecordedRelease;
let logs: readonly NoteVerifier[];

beforeAll(async () => {
  [pinned, stranger] = await Promise.all([memoryAuthority(), memoryAuthority()]);
});

beforeEach(async () => {
  release = await recordedRelease();
  ({ logs } = parsePolicy(release.trust.policy));
});

/** Puts what `authority` says about the present checkpoint on the branch, and gives it. */
async function plant(authority: MemoryAuthority): Promise<Uint8Array> {
  const { head, note, checkpoint } = await readHead(release.store, logs);
  const token = await tokenOver(authority, utf8(publishedCheckpoint(note, logs)));
  const additions = new Map([[checkpointTimestampPath(checkpoint.size), token]]);
  await release.store.commit(head, { message: 'token', additions, deletions: [] });
  return token;
}

const clock = (): Date => new Date();
const refresh = (proof: Proof, roots = [pinned.root]): Promise<Proof> =>
  refreshProof(proof, release.store, { logs, trust: { roots, spkiPins: [] }, clock });

describe('the token over the checkpoint in a refreshed proof', () => {
  it('is not that of a stranger when the trust file names an authority', async () => {
    const token = await plant(stranger);
    expect((await refresh(release.proof)).checkpointTimestamps).toBeUndefined();
    expect((await refresh(release.proof, [])).checkpointTimestamps).toEqual([token]);
  });

  it('takes the place of that of a stranger, and stays then', async () => {
    const strange = { ...release.proof, checkpointTimestamps: [await plant(stranger)] };
    expect(await refresh(strange)).toMatchObject(strange);
    const token = await plant(pinned);
    // Without a trust file, as when releases are brought up to date, the one that is there dates the release earlier.
    expect((await refresh(strange, [])).checkpointTimestamps).toEqual(strange.checkpointTimestamps);
    const refreshed = await refresh(strange);
    expect(refreshed.checkpointTimestamps).toEqual([token]);
    await plant(stranger);
    expect((await refresh(refreshed)).checkpointTimestamps).toEqual([token]);
  });

  it('takes the place of one that is wrong, whatever the trust file names', async () => {
    const token = await plant(pinned);
    const broken = { ...release.proof, checkpointTimestamps: [token.with(-3, 0)] };
    expect((await refresh(broken, [])).checkpointTimestamps).toEqual([token]);
  });
});
