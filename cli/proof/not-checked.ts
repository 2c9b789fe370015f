import { LAYERS, type Layer } from '../../core/remembrancer/evidence/index.ts';
import type { TrustFile } from '../../core/remembrancer/trust/index.ts';
import { DEFAULT_REQUIRED } from '../../core/remembrancer/verify/index.ts';
import type { Check } from './check-commands.ts';
import type { ExportedFiles } from './exported-files.ts';

/** A layer of the verdict that no exported check is about. */
export interface NotChecked {
  readonly layer: Layer;
  readonly because: string;
  /** `verify` requires it by default, and no layer that would do in its place has a check either. */
  readonly isRequired: boolean;
}

/** The layers that `checks`, made of `files` by `trust`, leave out. */
export function notChecked(
  checks: readonly Pick<Check, 'layer'>[],
  files: ExportedFiles,
  trust: TrustFile,
): NotChecked[] {
  const isChecked = (layer: Layer): boolean => checks.some((check) => check.layer === layer);
  const missing = DEFAULT_REQUIRED.filter((group) => !group.some(isChecked)).flat();
  return LAYERS.filter((layer) => !isChecked(layer)).map((layer) => ({
    layer,
    because: whyNot(layer, files, trust),
    isRequired: missing.includes(layer),
  }));
}

function whyNot(layer: Layer, files: ExportedFiles, { rfc3161 }: TrustFile): string {
  const noRoot = rfc3161.roots.length === 0 && 'the trust file has no root of a time-stamping authority';
  switch (layer) {
    case 'openpgp':
      return files.signatures.length === 0
        ? 'the proof has no OpenPGP signature'
        : 'the trust file names no OpenPGP key';
    case 'sigstore':
      return files.bundles.length === 0
        ? 'the proof has no Sigstore bundle'
        : 'the trust file says nothing about Sigstore';
    case 'rfc3161':
      if (files.tokens.length === 0) return 'the proof has no time-stamp over the artifact';
      return noRoot || UNREADABLE;
    case 'checkpoint-time':
      if (files.checkpointTokens.length === 0) return 'the proof has no time-stamp over a checkpoint';
      return noRoot || UNREADABLE;
    case 'witness':
      return 'no other tool here counts cosignatures';
    default:
      return 'there is no command for it';
  }
}

const UNREADABLE = 'the time-stamp cannot be read';
