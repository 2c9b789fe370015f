import type { RunnerHost } from '../host.ts';
import type { InputValues } from '../workflow/call-inputs.ts';
import type { LoadedWorkflow } from '../workflow/loaded-workflow.ts';
import type { Permissions } from '../workflow/permissions.ts';

/** The workflow that a job stands in, with what it was given: that of the run, or one that a job calls. */
export interface WorkflowCall {
  readonly loaded: LoadedWorkflow;
  readonly inputs: InputValues;
  readonly secrets: SecretGrant;
  /** Of jobs that name none, in a workflow that names none. */
  readonly permissions: Permissions;
}

/**
 * The secrets that a workflow may see. `all` are those of the repository, the organisation, and the environment that a
 * job names. A called workflow that is given secrets by name sees these; an environment replaces their values. One of
 * another owner never sees an environment's.
 */
export type SecretGrant =
  'all' | { readonly named: Readonly<Record<string, string>>; readonly environment: boolean };

type Place = Parameters<RunnerHost['secretsFor']>[0];

/** What a job of the workflow finds in `secrets`, beside its token. */
export function grantedSecrets(
  host: Pick<RunnerHost, 'secretsFor'>,
  grant: SecretGrant,
  { owner, repo, environment }: Place,
): Readonly<Record<string, string>> {
  const place = { owner, repo, ...(environment !== undefined && { environment }) };
  if (grant === 'all') return host.secretsFor(place);
  if (!grant.environment) return grant.named;
  const outside = host.secretsFor({ owner, repo });
  const inside = host.secretsFor(place);
  return Object.fromEntries(
    Object.entries(grant.named).map(([name, value]) => {
      const own = inside[name];
      return [name, own !== undefined && own !== outside[name] ? own : value];
    }),
  );
}
