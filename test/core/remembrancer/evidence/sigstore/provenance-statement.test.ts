import { describe, expect, it } from '@jest/globals';

import { provenanceStatement } from '../../../../../core/remembrancer/evidence/sigstore/provenance-statement.ts';
import { tokenClaims } from '../../../../../core/remembrancer/evidence/sigstore/token-claims.ts';
import { RUN } from './workflow-run.ts';

it('states subjects, source and workflow as in-toto v1 and SLSA provenance v1 ask for', () => {
  const statement = provenanceStatement([{ name: 'app.tar.gz', sha256: 'aa', sha512: 'bb', size: 1 }], {
    serverUrl: 'https://github.com',
    repository: 'acme/app',
    commit: 'c0ffee',
    ref: 'refs/tags/v1.0.0',
    workflowRef: 'acme/app/.github/workflows/release.yml@refs/tags/v1.0.0',
    eventName: 'push',
    runId: '11',
    attempt: '2',
  });
  expect(JSON.parse(JSON.stringify(statement))).toEqual({
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ name: 'app.tar.gz', digest: { sha256: 'aa', sha512: 'bb' } }],
    predicateType: 'https://slsa.dev/provenance/v1',
    predicate: {
      buildDefinition: {
        buildType: 'https://actions.github.io/buildtypes/workflow/v1',
        externalParameters: {
          workflow: {
            ref: 'refs/tags/v1.0.0',
            repository: 'https://github.com/acme/app',
            path: '.github/workflows/release.yml',
          },
        },
        internalParameters: { github: { event_name: 'push' } },
        resolvedDependencies: [
          { uri: 'git+https://github.com/acme/app@refs/tags/v1.0.0', digest: { gitCommit: 'c0ffee' } },
        ],
      },
      runDetails: {
        builder: { id: 'https://github.com/acme/app/.github/workflows/release.yml@refs/tags/v1.0.0' },
        metadata: { invocationId: 'https://github.com/acme/app/actions/runs/11/attempts/2' },
      },
    },
  });
});

it('names the reusable workflow that built, and the runner, by the claims of the identity token', () => {
  const claims = {
    job_workflow_ref: 'vaultmesh/record/.github/workflows/vaultmesh-record.yml@refs/tags/v1',
    repository_id: '456',
    repository_owner_id: '123',
    runner_environment: 'github-hosted',
    event_name: 7,
  };
  const { predicate } = provenanceStatement([{ name: 'app', sha256: 'aa' }], RUN, claims);
  expect(predicate).toMatchObject({
    buildDefinition: {
      externalParameters: { workflow: { path: '.github/workflows/release.yml' } },
      internalParameters: {
        github: {
          event_name: 'push',
          repository_id: '456',
          repository_owner_id: '123',
          runner_environment: 'github-hosted',
        },
      },
    },
    runDetails: { builder: { id: `https://github.com/${claims.job_workflow_ref}` } },
  });
});

describe('the claims of a token', () => {
  const token = (payload: string): string => `e30.${Buffer.from(payload).toString('base64url')}.sig`;

  it('are read without asking for its signature', () => {
    expect(tokenClaims(token('{"sub":"repo:acme@123/app@456:ref:refs/heads/ä"}'))).toEqual({
      sub: 'repo:acme@123/app@456:ref:refs/heads/ä',
    });
  });

  it.each(['', 'abc', 'a.b.c', token('null'), token('"text"'), token('{')])('of %j are none', (text) => {
    expect(tokenClaims(text)).toEqual({});
  });
});
