import { changeStatus, type DecisionStatus } from '../../core/remembrancer/decisions/index.ts';
import { changeDecisions } from '../decisions/change-decisions.ts';
import { decisionMeant } from '../decisions/decision-meant.ts';
import { requestKey } from '../spawn/request-key.ts';
import type { Command } from './command.ts';

export const adrPropose = statusCommand('propose', 'proposed', 'puts a draft up for decision');

export const adrAccept = statusCommand('accept', 'accepted', 'accepts a proposed decision');

export const adrReject = statusCommand('reject', 'rejected', 'rejects a proposed decision');

/** `/adr <verb> <decision>`: changes the status line of one file, as `vaultmesh adr <verb>` does. */
function statusCommand(verb: string, status: DecisionStatus, summary: string): Command {
  return {
    grammar: {
      name: `adr ${verb}`,
      parameters: [{ name: 'decision' }],
      options: {},
      flags: [],
      summary: `${summary}: on the branch of its pull request, or by one of its own`,
      example: `/adr ${verb} ADR-0007`,
    },
    scope: 'repository',
    defaultRole: 'write',
    run: ({ values, comment, commentUrl, client, services }) => {
      const reference = values['decision'] ?? '';
      return changeDecisions(client, {
        repository: comment.repository,
        issue: comment.issue,
        commentUrl,
        clock: services.clock,
        key: requestKey(services.config.webhookSecret, comment.comment, `adr ${verb}`),
        verb,
        references: [reference],
        change: ({ files, reads }) => {
          const { path, decision } = decisionMeant(reads, reference);
          const text = files.find((each) => each.path === path)?.text ?? '';
          const { file } = changeStatus({ path, text }, status, { has: decision.status, prefix: '/adr' });
          return file.text === text ? [] : [file];
        },
      });
    },
  };
}
