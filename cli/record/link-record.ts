import { VaultMeshError } from '../../core/common/error.ts';
import type { Subject } from '../../core/remembrancer/evidence/index.ts';
import {
  ancestorsAmong,
  type LedgerStore,
  type NoteSigner,
  parseVerifierKey,
  readHead,
  signersOf,
} from '../../core/remembrancer/ledger/index.ts';
import {
  decisionsAtCommit,
  type MemoryRecord,
  readMemory,
  recordFinder,
  releaseFinder,
  revisionOf,
  withDecidedBy,
} from '../../core/remembrancer/memory/index.ts';
import type { Link } from '../../core/remembrancer/receipt/index.ts';
import type { RecordDescription } from '../../core/remembrancer/release/index.ts';
import { withLinks } from './with-links.ts';
import { recordNamed } from '../memory/record-named.ts';

/** Where a record is linked: its ledger, and the repository with the history of what it is about. */
export interface LinkPlace {
  readonly store: LedgerStore;
  readonly signer: NoteSigner;
  readonly history: {
    readonly url: string;
    readonly workDir: string;
    readonly env: NodeJS.ProcessEnv;
    readonly signal: AbortSignal;
  };
}

export interface LinkedRecord {
  readonly description: RecordDescription;
  /** Why a deployment is linked to no decisions, when nobody can tell which were in force. */
  readonly untold?: string;
}

/** Links whose target must be on the ledger, and which records they can mean. */
const TO_RECORDS: Partial<Record<string, (found: MemoryRecord, kind: string) => boolean>> = {
  'decided-by': ({ number }) => number !== undefined,
  supersedes: (found, kind) => found.kind === kind,
};

/**
 * Holds the links of a record against its ledger and, for a deployment, adds those to the decisions in force at its commit:
 * the one given or, without, that of the release that it is of. A decision gets those of its file, which need not be
 * recorded, and one to what it was recorded as before. Throws `not-found` for another link to what is not recorded.
 */
export async function linkRecord(
  description: RecordDescription,
  ofFile: readonly Link[],
  subjects: readonly Subject[],
  { store, signer, history }: LinkPlace,
): Promise<LinkedRecord> {
  const { kind, component, version, links = [], source = {} } = description;
  const isDeployment = kind === 'deployment';
  const isDecision = kind === 'decision';
  if (!isDeployment && !isDecision && !links.some(({ rel }) => rel in TO_RECORDS)) return { description };
  const keys = signersOf(signer).map(({ verifierKey }) => parseVerifierKey(verifierKey));
  const { records, size } = await readMemory(store, await readHead(store, keys));
  const named = resolveLinks(links, kind, records);
  const linked = named.length === 0 ? description : { ...description, links: named };
  if (isDecision) {
    const revision = revisionOf({ id: description.id, links: ofFile }, records);
    return { description: withLinks(linked, [...ofFile, ...revision]) };
  }
  if (!isDeployment) return { description: linked };
  const release = releaseFinder(records)({ index: size, component, version, subjects });
  const commit = source.commit ?? release?.source.commit;
  if (commit === undefined) return { description: linked, untold: NO_COMMIT };
  const at = await decisionsAtCommit(records, (commits) =>
    ancestorsAmong({ url: history.url, tip: commit, workDir: history.workDir }, commits, history),
  );
  const dated = { ...linked, source: { ...source, commit } };
  if (at.status === 'unknown') return { description: dated, untold: at.reason };
  const all = withDecidedBy(named, at.decisions);
  return { description: all.length === 0 ? dated : { ...dated, links: all } };
}

const NO_COMMIT =
  'No --commit is given, and there is no recorded release of it with one, so nobody can tell which were in force.';

/** The links with operation ids in place of the names that people gave. */
function resolveLinks(
  links: MemoryRecord['links'],
  kind: string,
  records: readonly MemoryRecord[],
): MemoryRecord['links'] {
  const find = recordFinder(records);
  return links.map((link) => {
    const { rel, target } = link;
    const isMeant = TO_RECORDS[rel];
    if (isMeant === undefined) return link;
    const found = recordNamed(find, target);
    if (found !== undefined && isMeant(found, kind)) return { rel, target: found.id };
    const what = rel === 'supersedes' ? `record of the kind ${kind}` : 'accepted decision';
    throw new VaultMeshError(
      'not-found',
      `--${rel} names ${target}, and the ledger has no such ${what}; "vaultmesh list all" shows what there is.`,
    );
  });
}
