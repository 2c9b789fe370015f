import { addressOf } from '../memory/known-ledger.ts';
import { tellLedger } from '../memory/tell-ledger.ts';
import { withKnownLedger } from '../memory/with-known-ledger.ts';
import type { Command } from './command.ts';

/** `/ledger`: how the ledger of the repository stands. */
export const ledger: Command = {
  grammar: {
    name: 'ledger',
    parameters: [],
    options: {},
    flags: [],
    summary:
      'shows how many entries the ledger has, its newest ones, who cosigned it, and whether it continues what was seen before',
  },
  scope: 'repository',
  defaultRole: 'read',
  run: (invocation) =>
    withKnownLedger(invocation, (known) => {
      const { clock, config } = invocation.services;
      return tellLedger(known, {
        witness: config.witness.verifierKey,
        address: addressOf(config.spawnSettings.serverUrl, known),
        clock,
      });
    }),
};
