import { expect, it } from '@jest/globals';

import { provenanceStatement } from '../../../../../core/remembrancer/evidence/sigstore/provenance-statement.ts';

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
  expect(statement).toEqual({
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
