import { isBundleWithDsseEnvelope } from '@sigstore/bundle';

import type { Subject } from '../subject.ts';
import { checkMadeBundle } from './check-made-bundle.ts';
import { readBundle } from './read-bundle.ts';
import { statementFault } from './statement-fault.ts';

/**
 * What keeps a Sigstore bundle (JSON text) from holding by the certificate that it carries itself, or from naming one of
 * `subjects`, in a sentence; `undefined` when nothing does. Who the certificate is of, and whether a log of
 * transparency has it, is for `verifyBundle` and a trusted root.
 */
export function ownBundleFault(
  text: string,
  subjects: readonly Pick<Subject, 'name' | 'sha256' | 'sha512'>[],
): string | undefined {
  try {
    const bundle = readBundle(text);
    if (!isBundleWithDsseEnvelope(bundle)) return 'The Sigstore bundle signs no in-toto statement.';
    checkMadeBundle(JSON.parse(text));
    const { dsseEnvelope } = bundle.content;
    return subjects
      .map((subject) => statementFault(dsseEnvelope, subject))
      .find((fault) => fault !== undefined);
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    return `The Sigstore bundle does not hold: ${what}.`;
  }
}
