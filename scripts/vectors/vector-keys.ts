import { sha256 } from '../../core/common/bytes.ts';
import {
  type CosignatureSigner,
  type NoteSigner,
  parseSignerKey,
  parseWitnessKey,
} from '../../core/remembrancer/ledger/index.ts';
import { ed25519FromSeed } from '../../core/remembrancer/ledger/note/ed25519.ts';
import { formatKeyText, keyIdOf, SIGNATURE_TYPES } from '../../core/remembrancer/ledger/note/key-text.ts';

/** A key of the vectors. Everybody knows it: it signs nothing but examples. */
export interface VectorKey<Signer> {
  readonly signerKey: string;
  readonly signer: Signer;
}

/** The log key `name`; its seed is the SHA-256 of `name`, so that the vectors can be made again. */
export function vectorLogKey(name: string): VectorKey<NoteSigner> {
  const signerKey = keyText(name, SIGNATURE_TYPES.log);
  return { signerKey, signer: parseSignerKey(signerKey) };
}

/** As `vectorLogKey`, for a witness. */
export function vectorWitnessKey(name: string): VectorKey<CosignatureSigner> {
  const signerKey = keyText(name, SIGNATURE_TYPES.cosignature);
  return { signerKey, signer: parseWitnessKey(signerKey) };
}

function keyText(name: string, type: number): string {
  const seed = sha256(name);
  const keyId = keyIdOf(name, type, ed25519FromSeed(seed).publicKey);
  return `PRIVATE+KEY+${formatKeyText({ name, keyId, type, key: seed })}`;
}
