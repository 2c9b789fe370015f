import type { Services } from '../../../sandbox/services/index.ts';

/** Where a repository's workflows find the services of this machine, and the reusable workflow. */
export interface Addresses extends Pick<Services, 'fulcioUrl' | 'rekorUrl'> {
  /** Of both time-stamping authorities, in the order in which they are asked. */
  readonly tsaUrls: readonly string[];
  /** `owner/repo/.github/workflows/vaultmesh-record.yml@commit` */
  readonly reusable: string;
}

/** The rows of the matrix: the ways in which Actions make a record, and what comes after it. */
export const WORKFLOWS = ['record', 'steps', 'reusable', 'backfill', 'verify'] as const;

export type WorkflowName = (typeof WORKFLOWS)[number];

const HEAD = `
on:
  workflow_dispatch:
    inputs:
      on-missing: { default: defer }
permissions: {}
`;

const JOB = `
    runs-on: ubuntu-latest
    environment: ledger
    permissions: { contents: write, id-token: write }
    steps:
`;

const BUILD = `mkdir dist && printf 'the bytes of the release' > dist/app.tar.gz`;

const LOG_KEY = "log-key: '${{ secrets.VAULTMESH_LOG_KEY }}'";
const OPENPGP_KEY = "openpgp-key: '${{ secrets.VAULTMESH_OPENPGP_KEY }}'";

/** The workflow files of a repository that records its releases, by path. */
export function workflowFiles(addresses: Addresses): Record<string, string> {
  const { fulcioUrl, rekorUrl, tsaUrls, reusable } = addresses;
  const tsa = `tsa: "${tsaUrls.join('\\n')}"`;
  const sigstore = `fulcio-url: '${fulcioUrl}', rekor-url: '${rekorUrl}'`;
  const onMissing = "on-missing: '${{ inputs.on-missing }}'";
  const texts: Record<WorkflowName, string> = {
    record: `${HEAD}
jobs:
  record:${JOB}
      - run: ${BUILD}
      - uses: vaultmesh/record@v1
        with: { files: 'dist/*', publish: true, ${LOG_KEY}, ${OPENPGP_KEY}, ${tsa}, ${sigstore}, ${onMissing} }
`,
    steps: `${HEAD}
jobs:
  record:${JOB}
      - run: ${BUILD}
      - uses: vaultmesh/record/actions/sign@v1
        with: { files: 'dist/*', ${OPENPGP_KEY}, ${sigstore}, ${onMissing} }
      - uses: vaultmesh/record/actions/timestamp@v1
        with: { ${tsa}, ${onMissing} }
      - uses: vaultmesh/record/actions/append@v1
        with: { files: 'dist/*', publish: true, ${LOG_KEY}, ${tsa} }
`,
    reusable: `${HEAD}
jobs:
  build:
    runs-on: ubuntu-latest
    permissions: { contents: read }
    steps:
      - run: ${BUILD}
      - uses: actions/upload-artifact@v4
        with: { name: dist, path: dist }
  record:
    needs: build
    permissions: { contents: write, id-token: write }
    uses: ${reusable}
    with: { ${tsa}, ${sigstore}, ${onMissing} }
    secrets:
      VAULTMESH_LOG_KEY: '\${{ secrets.VAULTMESH_LOG_KEY }}'
      VAULTMESH_OPENPGP_KEY: '\${{ secrets.VAULTMESH_OPENPGP_KEY }}'
`,
    backfill: `${HEAD}
jobs:
  backfill:${JOB}
      - uses: vaultmesh/record/actions/backfill@v1
        with: { ${LOG_KEY}, ${OPENPGP_KEY}, ${tsa}, ${sigstore} }
`,
    verify: `${HEAD}
jobs:
  verify:
    runs-on: ubuntu-latest
    permissions: { contents: read }
    steps:
      - run: |
          for name in app.tar.gz app.tar.gz.vmproof trust.json; do
            curl --fail --silent --show-error --location --remote-name "$RELEASE/$name"
          done
        env:
          RELEASE: '\${{ github.server_url }}/\${{ github.repository }}/releases/download/v1.0.0'
      - uses: vaultmesh/record/actions/verify@v1
        with: { files: app.tar.gz, trust: trust.json, require: 'inclusion, openpgp, sigstore, rfc3161' }
`,
  };
  return Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [`.github/workflows/${name}.yml`, `name: ${name}\n${text}`]),
  );
}
