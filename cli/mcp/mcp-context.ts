import type { CommandReport } from '../run-command.ts';
import type { NewMark } from './fence.ts';
import type { LiveLedger } from './live-ledger.ts';
import type { ProposeDecision } from './tools/propose-decision.ts';

/** What a server answers from and acts with. What of it is absent, the server has no tool for. */
export interface McpContext {
  readonly live: LiveLedger;
  readonly newMark: NewMark;
  readonly version: string;
  readonly verify: {
    /** By the SHA-256 of an artifact, in hex; the proof is the ledger's. */
    byDigest(sha256: string): Promise<CommandReport>;
    /** By a path inside the folder of the server, beside which its proof stands. */
    byPath(path: string): Promise<CommandReport>;
  };
  /** With leave to write. */
  readonly write?: {
    sign(path: string): Promise<CommandReport>;
    readonly propose: ProposeDecision;
  };
}
