import { adopt } from './adopt.ts';
import { adrNew } from './adr-new.ts';
import { adrAccept, adrPropose, adrReject } from './adr-status.ts';
import { adrSupersede } from './adr-supersede.ts';
import { approve } from './approve.ts';
import type { Command } from './command.ts';
import { help } from './help.ts';
import { ledger } from './ledger.ts';
import { onboard } from './onboard.ts';
import { query } from './query.ts';
import { recordDecision, recordDeployment, recordRelease } from './record.ts';
import { requireCovenant } from './require.ts';
import { retry } from './retry.ts';
import { spawn } from './spawn.ts';
import { timeline } from './timeline.ts';
import { verify } from './verify.ts';

/** Every command that the app knows. */
export function allCommands(): readonly Command[] {
  const working = [
    ...[spawn, adopt, onboard, approve, retry],
    requireCovenant,
    ...[adrNew, adrPropose, adrAccept, adrReject, adrSupersede],
    ...[recordRelease, recordDeployment, recordDecision],
    ...[verify, query, timeline, ledger],
  ];
  return [...working, help(working)];
}
