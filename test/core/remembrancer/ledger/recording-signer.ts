import {
  type Checkpoint,
  type NoteSigner,
  parseCheckpoint,
  parseSignerKey,
} from '../../../../core/remembrancer/ledger/index.ts';

/** A log key, with a record of every checkpoint that it ever signed, published or not. */
export function recordingSigner(signerKey: string): { signer: NoteSigner; checkpoints: () => Checkpoint[] } {
  const plain = parseSignerKey(signerKey);
  const texts: string[] = [];
  const signer = {
    ...plain,
    sign: (text: string): Uint8Array => {
      texts.push(text);
      return plain.sign(text);
    },
  };
  const checkpoints = (): Checkpoint[] =>
    texts.flatMap((text) => {
      try {
        return [parseCheckpoint(text)];
      } catch {
        return [];
      }
    });
  return { signer, checkpoints };
}
