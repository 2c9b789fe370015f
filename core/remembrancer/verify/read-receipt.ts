import { VaultMeshError } from '../../common/error.ts';
import type { LayerVerdict } from '../evidence/layer-verdict.ts';
import { parseReceipt, type Receipt } from '../receipt/index.ts';

/** The receipt in `bytes`, or the verdict on what is none. Throws `incomplete` for a receipt of a later format. */
export function readReceipt(bytes: Uint8Array, name: string): Receipt | LayerVerdict {
  try {
    return parseReceipt(bytes, name);
  } catch (error) {
    if (error instanceof VaultMeshError && error.code === 'incomplete') throw error;
    const detail = error instanceof Error ? error.message : String(error);
    return { layer: 'receipt', status: 'invalid', reason: 'malformed', detail };
  }
}

export const isReceipt = (read: Receipt | LayerVerdict): read is Receipt => 'subjects' in read;
