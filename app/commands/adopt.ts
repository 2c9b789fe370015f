import { VaultMeshError } from '../../core/common/error.ts';
import { findRepository } from '../../core/github/find-repository.ts';
import { fullName } from '../../core/github/repository-name.ts';
import { ADOPTABLE } from '../../core/spawn/index.ts';
import { adoptLedger } from '../adoption/adopt-ledger.ts';
import { adoptPart } from '../adoption/adopt-part.ts';
import { requestKey } from '../spawn/request-key.ts';
import type { Command } from './command.ts';
import { overlayOf } from './spawn.ts';

/** `/adopt <part>`: a part of what `/spawn` makes, for the repository of the comment. */
export const adopt: Command = {
  grammar: {
    name: 'adopt',
    parameters: [{ name: 'part', choices: ADOPTABLE }],
    options: { language: 'python', kind: 'service', name: 'my-service' },
    flags: [],
    summary: 'proposes a part of what /spawn makes for this repository; what is there stays as it is',
  },
  scope: 'organisation',
  defaultRole: 'write',
  run: async (invocation) => {
    const { client, comment, commentUrl, services, values } = invocation;
    const { part: chosen, ...words } = values;
    const { spawnSettings: settings, webhookSecret, witness } = services.config;
    const part = ADOPTABLE.find((each) => each === chosen);
    const repository = await findRepository(client, comment.repository);
    if (!part || !repository) {
      throw new VaultMeshError('not-found', `The app cannot see ${fullName(comment.repository)}.`);
    }
    const proposal = await adoptPart(client, repository, {
      part,
      words,
      settings,
      overlay: await overlayOf(invocation),
      key: requestKey(webhookSecret, comment.comment, `adopt ${part}`),
      commentUrl,
    });
    if (part !== 'ledger') return proposal;
    const { serverUrl } = settings;
    // As a sweep that comes to the same repository.
    const ledger = await services.turns.take(`repository ${fullName(comment.repository)}`, () =>
      adoptLedger(client, repository, { serverUrl, witnessKey: witness.verifierKey }),
    );
    return `${ledger}\n\n${proposal}`;
  },
};
