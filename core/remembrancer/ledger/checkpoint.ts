import { fromBase64, toBase64 } from '../../common/bytes.ts';
import { VaultMeshError } from '../../common/error.ts';
import { parseIndex } from '../../common/decimal.ts';

/** The state of a log: its first `size` entries have the Merkle tree hash `root` (32 bytes). */
export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
}

/** The note text of a checkpoint (C2SP tlog-checkpoint), without extension lines. */
export const formatCheckpoint = ({ origin, size, root }: Checkpoint): string =>
  `${origin}\n${size}\n${toBase64(root)}\n`;

/** The checkpoint of a note text. Extension lines are allowed and left aside. Throws `verification-failed`. */
export function parseCheckpoint(text: string): Checkpoint {
  const [origin = '', sizeText = '', rootText = '', ...rest] = text.split('\n');
  const size = parseIndex(sizeText);
  const root = fromBase64(rootText);
  const extensions = rest.slice(0, -1);
  if (
    origin === '' ||
    size === undefined ||
    root?.length !== 32 ||
    rest.at(-1) !== '' ||
    extensions.includes('')
  ) {
    throw new VaultMeshError(
      'verification-failed',
      'The note is not a checkpoint: its lines must be origin, decimal size and base64 root hash (C2SP tlog-checkpoint).',
    );
  }
  return { origin, size, root };
}
