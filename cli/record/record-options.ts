import type { OnMissing, RecordDescription } from '../../core/remembrancer/release/index.ts';
import type { LedgerOptions } from '../ledger-options.ts';
import type { OpenPgpOptions } from '../openpgp-options.ts';

/** What `vaultmesh record` takes; which kinds take which of it, the command says. */
export interface RecordOptions extends LedgerOptions, OpenPgpOptions {
  readonly kind: RecordDescription['kind'];
  /** A decision has them from its file and its commit. */
  readonly component?: string;
  readonly version?: string;
  readonly operation?: string;
  /** `NAME@sha256:HEX`. */
  readonly image?: readonly string[];
  readonly commit?: string;
  readonly environment?: string;
  readonly decidedBy?: readonly string[];
  readonly decides?: readonly string[];
  readonly affects?: readonly string[];
  readonly supersedes?: readonly string[];
  readonly logKey?: string;
  readonly tsa?: readonly string[];
  /** False for `--no-timestamp`. */
  readonly timestamp: boolean;
  readonly onMissing: OnMissing;
  readonly what?: string;
  readonly why?: string;
  readonly how?: string;
  readonly value?: string;
  readonly person: readonly string[];
  readonly out: string;
}
