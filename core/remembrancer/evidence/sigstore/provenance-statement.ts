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

/** An in-toto statement with a SLSA v1 provenance predicate, in the build type that GitHub's own attestations use. */
export function provenanceStatement(subjects: readonly Subject[], run: WorkflowRunSource): InTotoStatement {
  const repository = `${run.serverUrl}/${run.repository}`;
  return {
    _type: STATEMENT_TYPE,
    subject: subjects.map(({ name, sha256, sha512 }) => ({
      name,
      digest: { sha256, ...(sha512 !== undefined && { sha512 }) },
    })),
    predicateType: 'https://slsa.dev/provenance/v1',
    predicate: {
      buildDefinition: {
        buildType: 'https://actions.github.io/buildtypes/workflow/v1',
        externalParameters: {
          workflow: { ref: run.ref, repository, path: workflowPath(run) },
        },
        internalParameters: { github: { event_name: run.eventName } },
        resolvedDependencies: [{ uri: `git+${repository}@${run.ref}`, digest: { gitCommit: run.commit } }],
      },
      runDetails: {
        builder: { id: `${run.serverUrl}/${run.workflowRef}` },
        metadata: { invocationId: `${repository}/actions/runs/${run.runId}/attempts/${run.attempt}` },
      },
    },
  };
}

function workflowPath({ repository, workflowRef }: WorkflowRunSource): string {
  const [path = ''] = workflowRef.split('@');
  return path.startsWith(`${repository}/`) ? path.slice(repository.length + 1) : path;
}
