import { randomUUID } from 'node:crypto';

import { sha256Hex, utf8 } from '../../../core/common/bytes.ts';
import { bytesContent } from '../../../core/remembrancer/evidence/index.ts';
import { LAYERS, type Layer } from '../../../core/remembrancer/evidence/layer-verdict.ts';
import {
  generateLogKey,
  githubStore,
  initLedger,
  type LedgerStore,
  type NoteSigner,
  parseSignerKey,
  readHead,
} from '../../../core/remembrancer/ledger/index.ts';
import { parseProof } from '../../../core/remembrancer/proof/index.ts';
import { formatTrustFile, type TrustFile } from '../../../core/remembrancer/trust/index.ts';
import { verifyArtifact } from '../../../core/remembrancer/verify/index.ts';
import type { RunRecord } from '../../../sandbox/runner/index.ts';
import { setEnvironmentSecret } from '../../../sandbox/world/set-environment-secret.ts';
import { until } from '../../../sandbox/world/until.ts';
import type { OutageWorld } from './outage-world.ts';
import { workflowFiles, type WorkflowName } from './workflows.ts';

export const TAG = 'v1.0.0';
export const ARTIFACT = { name: 'app.tar.gz', content: 'the bytes of the release' };
const ALL_LAYERS: readonly Layer[] = LAYERS.filter((layer) => layer !== 'witness');

/** What stands in a repository, as far as Actions write it. */
export interface Standing {
  /** The commit of the ledger branch. */
  readonly head: string;
  /** Entries of the ledger. */
  readonly size: number;
  /** Its releases: whether published, and the digests of their files by name. */
  readonly releases: readonly {
    readonly draft: boolean;
    readonly assets: Readonly<Record<string, string>>;
  }[];
}

/** A repository with a ledger and the workflows of `workflowFiles`, and no release yet. */
export interface ReleaseRepository {
  readonly name: { readonly owner: string; readonly repo: string };
  /** Starts a workflow for the tag. Resolves when the run has ended. */
  run(workflow: WorkflowName, inputs?: Readonly<Record<string, string>>): Promise<RunRecord>;
  standing(): Promise<Standing>;
  /** Each layer's verdict on the artifact by the release's own proof, when all layers are required, and the verdict. */
  verify(): Promise<Readonly<Record<string, string>>>;
  /** The text of a trust file for it. */
  trustFile(): string;
  /** Adds a file to its newest release. */
  attach(name: string, content: string): Promise<void>;
  readonly store: LedgerStore;
  readonly signer: NoteSigner;
  /** The lines of its secrets that tell something. */
  readonly secretLines: readonly string[];
}

export async function createReleaseRepository(world: OutageWorld): Promise<ReleaseRepository> {
  const { github, services, spare, runner, maintainer, openpgp, addresses } = world;
  const { octokit } = maintainer;
  const repo = `app-${randomUUID()}`;
  const name = { owner: world.organization, repo };
  await octokit.repos.createInOrg({ org: name.owner, name: repo, auto_init: true });
  const { signerKey, verifierKey } = generateLogKey(`${new URL(github.url).host}/${name.owner}/${repo}`);
  const store = githubStore(octokit, name);
  const signer = parseSignerKey(signerKey);
  await initLedger(store, signer);
  await octokit.repos.createOrUpdateEnvironment({ ...name, environment_name: 'ledger' });
  const secrets = { VAULTMESH_LOG_KEY: signerKey, VAULTMESH_OPENPGP_KEY: openpgp.privateKey };
  await setEnvironmentSecret(maintainer, name, 'ledger', secrets);

  const { object: before } = (await octokit.git.getRef({ ...name, ref: 'heads/main' })).data;
  const files = Object.entries(workflowFiles(addresses));
  const tree = files.map(([path, content]) => ({ path, content, mode: '100644' as const }));
  const { sha } = (await octokit.git.createTree({ ...name, base_tree: before.sha, tree })).data;
  const commit = { ...name, message: 'Workflows', tree: sha, parents: [before.sha] };
  const { sha: head } = (await octokit.git.createCommit(commit)).data;
  await octokit.git.updateRef({ ...name, ref: 'heads/main', sha: head });
  await octokit.git.createRef({ ...name, ref: `refs/tags/${TAG}`, sha: head });

  const trust: TrustFile = {
    v: 1,
    policy: `log ${verifierKey}\nquorum none\n`,
    openpgp: { fingerprints: [openpgp.fingerprint] },
    rfc3161: { roots: [services.tsaRoot, spare.tsaRoot], spkiPins: [] },
    sigstore: {
      trustedRoot: services.trustedRoot,
      identity: { issuer: services.oidc.issuer, repository: `${github.url}/${name.owner}/${repo}` },
    },
  };
  const listReleases = async () => (await octokit.repos.listReleases(name)).data;

  return {
    name,
    run: async (workflow, inputs = {}) => {
      const path = `.github/workflows/${workflow}.yml`;
      const mine = (): RunRecord[] => runner.runs.filter((run) => run.repo === repo && run.path === path);
      const earlier = mine().length;
      await octokit.actions.createWorkflowDispatch({
        ...name,
        ...{ workflow_id: `${workflow}.yml`, ref: TAG, inputs },
      });
      const isOver = (): boolean => mine()[earlier]?.status === 'completed';
      await until(`the end of ${workflow} in ${repo}`, () => Promise.resolve(isOver()), 30 * 60_000);
      return mine()[earlier]!;
    },
    standing: async () => {
      const ledger = await readHead(store);
      const releases = (await listReleases()).map(({ draft, assets }) => ({
        draft,
        assets: Object.fromEntries(assets.map((asset) => [asset.name, asset.digest ?? ''])),
      }));
      return { head: ledger.head, size: ledger.checkpoint.size, releases };
    },
    verify: async () => {
      const assets = (await listReleases()).flatMap((release) => release.assets);
      const proof = assets.find((asset) => asset.name === `${ARTIFACT.name}.vmproof`);
      const headers = { accept: 'application/octet-stream' };
      const { data } = await octokit.repos.getReleaseAsset({ ...name, asset_id: proof?.id ?? 0, headers });
      const { verdict, layers } = await verifyArtifact({
        artifact: {
          subject: { name: ARTIFACT.name, sha256: sha256Hex(ARTIFACT.content) },
          content: bytesContent(utf8(ARTIFACT.content)),
        },
        proof: parseProof(Buffer.from(data as unknown as ArrayBuffer).toString()),
        trust,
        require: ALL_LAYERS,
        clock: () => new Date(),
      });
      return { ...Object.fromEntries(layers.map(({ layer, status }) => [layer, status])), verdict };
    },
    trustFile: () => formatTrustFile(trust),
    attach: async (file, data) => {
      const [release] = await listReleases();
      const headers = { 'content-type': 'application/octet-stream' };
      await octokit.request(`POST ${release?.upload_url ?? ''}`, { name: file, data, headers });
    },
    ...{ store, signer },
    secretLines: Object.values(secrets).flatMap((secret) =>
      secret.split(/\r?\n/).filter((line) => line.length > 20 && !line.startsWith('-----')),
    ),
  };
}
