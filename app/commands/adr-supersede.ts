import { supersedeDecision } from '../../core/remembrancer/decisions/index.ts';
import { changeDecisions } from '../decisions/change-decisions.ts';
import { decisionMeant } from '../decisions/decision-meant.ts';
import { requestKey } from '../spawn/request-key.ts';
import type { Command } from './command.ts';

/** `/adr supersede <decision> <by>`: a line in each of two files, as `vaultmesh adr supersede` writes them. */
export const adrSupersede: Command = {
  grammar: {
    name: 'adr supersede',
    parameters: [{ name: 'decision' }, { name: 'by' }],
    options: {},
    flags: [],
    summary: 'lets a decision take the place of another, in both files',
    example: '/adr supersede ADR-0003 ADR-0007',
  },
  scope: 'repository',
  defaultRole: 'write',
  run: ({ values, comment, commentUrl, client, services }) => {
    const [old = '', by = ''] = [values['decision'], values['by']];
    return changeDecisions(client, {
      repository: comment.repository,
      issue: comment.issue,
      commentUrl,
      clock: services.clock,
      key: requestKey(services.config.webhookSecret, comment.comment, 'adr supersede'),
      verb: 'supersede',
      references: [old, by],
      change: ({ files, reads }) => {
        const older = decisionMeant(reads, old);
        const newer = decisionMeant(reads, by);
        return supersedeDecision(files, older.path, newer.path, {
          has: older.decision.status,
          prefix: '/adr',
        });
      },
    });
  },
};
