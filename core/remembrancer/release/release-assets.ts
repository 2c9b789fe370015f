import { utf8 } from '../../common/bytes.ts';
import { makeProof, type Proof } from '../proof/vmproof.ts';
import { assetName, evidenceAssets, type ReleaseAsset } from './evidence-assets.ts';

/** The files to hand out beside the artifact of `proof`: its evidence, and the proof itself (`app.tar.gz.vmproof`). */
export function releaseAssets(proof: Proof): ReleaseAsset[] {
  const { name } = proof.subject;
  return [
    ...evidenceAssets(name, proof.evidence),
    { name: assetName(name, 'vmproof'), content: utf8(makeProof(proof)) },
  ];
}
