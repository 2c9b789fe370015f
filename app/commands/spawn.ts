import { VaultMeshError } from '../../core/common/error.ts';
import { parseSpawnRequest } from '../../core/spawn/index.ts';
import { describeService } from '../spawn/describe-service.ts';
import { requestKey } from '../spawn/request-key.ts';
import { spawnService } from '../spawn/spawn-service.ts';
import type { Command, Invocation } from './command.ts';

/** `/spawn <name>`: a finished service repository, and the pull request with the decision to have it. */
export const spawn: Command = {
  grammar: {
    name: 'spawn',
    parameters: ['name'],
    options: {
      language: 'python',
      kind: 'service',
      'with-mq': 'rabbitmq|nats',
      description: '"one line"',
      license: 'MIT',
    },
    flags: ['with-mcp'],
    summary:
      'creates a service repository with tests, workflows and a ledger, and proposes the decision to have it',
  },
  restricted: true,
  run: runSpawn,
};

async function runSpawn({ values, comment, commentUrl, ownedByOrganisation, client, services }: Invocation) {
  const { owner } = comment.repository;
  if (!ownedByOrganisation) {
    throw new VaultMeshError(
      'not-permitted',
      `${owner} is a personal account, in which GitHub lets no app create repositories. Use an organisation, ` +
        'or the command line: npx vaultmesh spawn.',
    );
  }
  const { 'with-mcp': mcp, 'with-mq': mq, ...fields } = values;
  const request = parseSpawnRequest({
    ...fields,
    mcp: mcp === 'true',
    ...(mq !== undefined && { mq }),
    owner,
  });
  const { webhookSecret, spawnSettings, witness } = services.config;
  const service = await spawnService(client, {
    request,
    settings: spawnSettings,
    key: requestKey(webhookSecret, comment.comment, request.name),
    commentUrl,
    date: comment.createdAt.slice(0, 10),
    witnessKey: witness.verifierKey,
  });
  return describeService(service);
}
