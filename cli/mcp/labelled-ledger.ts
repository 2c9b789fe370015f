import { ProtocolError, ProtocolErrorCode } from '@modelcontextprotocol/server';

import { faultText } from './fault-text.ts';
import type { NewMark } from './fence.ts';
import type { LiveLedger } from './live-ledger.ts';

/** `live` for resources and prompts, which fail by an error of the protocol: what that quotes of others is labelled. */
export const labelledLedger = (live: LiveLedger, newMark: NewMark): LiveLedger => ({
  read: (work) =>
    live.read(work).catch((error: unknown) => {
      if (error instanceof ProtocolError) throw error;
      throw new ProtocolError(ProtocolErrorCode.InternalError, faultText(error, newMark));
    }),
});
