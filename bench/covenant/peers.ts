import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import {
  checkCovenant,
  type CovenantResult,
  gitTree,
  memoryTree,
  parseCovenantConfig,
  RULES,
} from '../../core/remembrancer/covenant/index.ts';
import { isDockerfile } from '../../core/remembrancer/covenant/text/is-dockerfile.ts';
import { isAction, isWorkflow } from '../../core/remembrancer/covenant/workflows/workflow-files.ts';
import { cloneOf, CORPORA } from '../../test/exhaustive/covenant-corpora/corpora.ts';
import type { Figure } from '../figure.ts';
import { arePeersInstalled, hadolint, type Places, zizmor } from './peer-tools.ts';

const COMPARED = new Set(['VM-II-01', 'VM-II-02']);
const isOfActions = (path: string): boolean => isWorkflow(path) || isAction(path);

/**
 * What VM-II-01 and VM-II-02 find in the workflows, actions and Dockerfiles of public repositories, beside zizmor and
 * hadolint on the same files: the lines that both find, and those that one of them misses.
 */
export async function benchPeers(): Promise<Figure[]> {
  const clones = CORPORA.flatMap((corpus) => {
    const place = cloneOf(corpus);
    return place === undefined ? [] : [{ ...corpus, place }];
  });
  if (!arePeersInstalled() || clones.length === 0) {
    console.error('Without "npm run interop:install" and COVENANT_CORPORA the peers are left out.');
    return [];
  }
  const sums = new Map<string, { both: number; ours: number; theirs: number }>();
  for (const { place, commit } of clones) {
    const files = await filesAt(place, commit);
    const folder = mkdtempSync(join(tmpdir(), 'vaultmesh-peers-'));
    try {
      for (const [path, bytes] of files) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), bytes);
      }
      const paths = [...files.keys()];
      const found = await check(files);
      const audits = paths.some(isOfActions) ? zizmor(folder) : (): Places => new Set();
      const dockerfiles = paths.filter(isDockerfile);
      const pairs: readonly (readonly [string, Places, Places])[] = [
        [
          'uses, beside zizmor unpinned-uses',
          placesOf(found, 'VM-II-01', isOfActions),
          audits('unpinned-uses'),
        ],
        [
          'images of workflows, beside zizmor unpinned-images',
          placesOf(found, 'VM-II-02', isOfActions),
          audits('unpinned-images'),
        ],
        [
          'images of Dockerfiles, beside hadolint DL3006 and DL3007',
          placesOf(found, 'VM-II-02', isDockerfile),
          hadolint(folder, dockerfiles),
        ],
      ];
      for (const [what, ours, theirs] of pairs) {
        const both = [...ours].filter((line) => theirs.has(line)).length;
        const sum = sums.get(what) ?? { both: 0, ours: 0, theirs: 0 };
        sums.set(what, {
          both: sum.both + both,
          ours: sum.ours + ours.size - both,
          theirs: sum.theirs + theirs.size - both,
        });
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  const at = `${clones.length} public repositories`;
  return Array.from(sums, ([what, { both, ours, theirs }]): Figure[] => [
    { what: `${what}: found by both`, at, value: both, unit: 'lines' },
    { what: `${what}: by ours alone`, at, value: ours, unit: 'lines' },
    { what: `${what}: by theirs alone`, at, value: theirs, unit: 'lines' },
  ]).flat();
}

async function filesAt(
  place: Parameters<typeof gitTree>[0],
  commit: string,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const tree = await gitTree(place, commit);
  const wanted = tree.files.filter(
    ({ path, kind }) =>
      kind !== 'symlink' && kind !== 'submodule' && (isOfActions(path) || isDockerfile(path)),
  );
  const contents = await tree.read(wanted);
  return new Map(wanted.map(({ path }, n) => [path, contents[n] ?? new Uint8Array()]));
}

const check = (files: ReadonlyMap<string, Uint8Array>): Promise<CovenantResult> =>
  checkCovenant(
    {
      tree: memoryTree(Object.fromEntries(files)),
      config: parseCovenantConfig(undefined, COMPARED),
      clock: () => new Date(),
      pins: { actions: new Map(), images: new Map() },
    },
    { rules: RULES.filter(({ id }) => COMPARED.has(id)) },
  );

function placesOf({ findings }: CovenantResult, id: string, isCompared: (path: string) => boolean): Places {
  return new Set(
    findings
      .filter(({ rule, path = '', cannotTell }) => rule === id && cannotTell !== true && isCompared(path))
      .map(({ path = '', line = 0 }) => `${path}:${line}`),
  );
}
