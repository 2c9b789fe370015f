import type { RepositoryName } from '../../../core/github/repository-name.ts';
import { appendRecords, githubStore, parseSignerKey } from '../../../core/remembrancer/ledger/index.ts';
import type { Receipt } from '../../../core/remembrancer/receipt/index.ts';
import type { SandboxApp } from '../fixtures/sandbox-app.ts';

/** Writes a record to the ledger of a repository with its own key, as its workflow does. */
export async function appendTo(
  { github, maria }: Pick<SandboxApp, 'github' | 'maria'>,
  repository: RepositoryName,
  receipt: Receipt,
): Promise<void> {
  const secrets = github.secretsFor({ ...repository, environment: 'ledger' });
  const key = parseSignerKey(secrets['VAULTMESH_LOG_KEY'] ?? '');
  const ledger = githubStore(maria.octokit, repository);
  await appendRecords(ledger, key, [{ receipt, evidence: [] }], { random: Math.random });
}
