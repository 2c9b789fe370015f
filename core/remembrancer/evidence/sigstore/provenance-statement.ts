import type { Subject } from '../subject.ts';

/** The workflow run that made the artifacts, as the runner's environment describes it. */
export interface WorkflowRunSource {
  /** GitHub's web address, e.g. `https://github.com`. */
  readonly serverUrl: string;
  /** `owner/name` */
  readonly repository: string;
  readonly commit: string;
  readonly ref: string;
  /** GITHUB_WORKFLOW_REF: `owner/name/.github/workflows/release.yml@refs/tags/v1.0.0` */
  readonly workflowRef: string;
  readonly eventName: string;
  readonly runId: string;
  readonly attempt: string;
}

/** An in-toto Statement v1. Its subjects carry hex digests by algorithm. */
export interface InTotoStatement {
  readonly _type: typeof STATEMENT_TYPE;
  readonly subject: readonly { readonly name: string; readonly digest: Readonly<Record<string, string>> }[];
  readonly predicateType: string;
  readonly predicate: object;
}

export const STATEMENT_TYPE = 'https://in-toto.io/Statement/v1';

/** SLSA v1 provenance (slsa.dev/spec/v1.0/provenance). */
export const PREDICATE_TYPE = 'https://slsa.dev/provenance/v1';

/** The build type of GitHub's own attestations, whose form this is too (github.com/actions/toolkit, packages/attest). */
const BUILD_TYPE = 'https://actions.github.io/buildtypes/workflow/v1';

/**
 * An in-toto statement with a SLSA v1 provenance predicate. `claims` are those of the run's identity token, which alone
 * says which workflow file, perhaps a reusable one, and which kind of runner built; without them the caller's file counts.
 */
export function provenanceStatement(
  subjects: readonly Subject[],
  run: WorkflowRunSource,
  claims: Readonly<Record<string, unknown>> = {},
): InTotoStatement {
  const repository = `${run.serverUrl}/${run.repository}`;
  const claim = (name: string): string | undefined => {
    const value = claims[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  return {
    _type: STATEMENT_TYPE,
    subject: subjects.map(({ name, sha256, sha512 }) => ({
      name,
      digest: { sha256, ...(sha512 !== undefined && { sha512 }) },
    })),
    predicateType: PREDICATE_TYPE,
    predicate: {
      buildDefinition: {
        buildType: BUILD_TYPE,
        externalParameters: {
          workflow: { ref: run.ref, repository, path: workflowPath(run) },
        },
        internalParameters: {
          // Members without a value are left out when this becomes JSON.
          github: {
            event_name: run.eventName,
            repository_id: claim('repository_id'),
            repository_owner_id: claim('repository_owner_id'),
            runner_environment: claim('runner_environment'),
          },
        },
        resolvedDependencies: [{ uri: `git+${repository}@${run.ref}`, digest: { gitCommit: run.commit } }],
      },
      runDetails: {
        builder: { id: `${run.serverUrl}/${claim('job_workflow_ref') ?? run.workflowRef}` },
        metadata: { invocationId: `${repository}/actions/runs/${run.runId}/attempts/${run.attempt}` },
      },
    },
  };
}

function workflowPath({ repository, workflowRef }: WorkflowRunSource): string {
  const [path = ''] = workflowRef.split('@');
  return path.startsWith(`${repository}/`) ? path.slice(repository.length + 1) : path;
}
