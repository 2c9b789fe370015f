import { VaultMeshError } from '../../core/common/error.ts';
import {
  checkCovenant,
  checkoutTree,
  configIn,
  type CovenantResult,
  folderTree,
  gitTree,
  indexTree,
  type Inputs,
  knownPins,
  peerReader,
  resolveCommit,
  RULES,
  stagedPaths,
  type Rule,
  type Tree,
} from '../../core/remembrancer/covenant/index.ts';
import { outcomeOfCovenant } from '../../core/remembrancer/covenant/report/index.ts';
import { readPins } from '../../core/spawn/pins.ts';
import { templatesDirectory } from '../../core/spawn/templates-directory.ts';
import { BRANCH_OPTION } from '../ledger-options.ts';
import type { CommandReport } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import { withTemporaryDirectory } from '../with-temporary-directory.ts';
import { applyFixes } from './apply-fixes.ts';
import { type Checkout, findCheckout } from './checkout.ts';
import type { CovenantOptions } from './covenant-options.ts';
import { changeSince, releasesOf } from './history.ts';
import { localLedger } from './local-ledger.ts';
import { resultLines } from './result-lines.ts';
import { witnessedCheckpoint } from './witnessed-checkpoint.ts';
import { writeReports } from './write-reports.ts';

const RULE_IDS: ReadonlySet<string> = new Set(RULES.map(({ id }) => id));

/** Holds the repository around `path` against the covenant, and with `--fix` mends what can be mended. */
export async function checkRepository(
  terminal: Terminal,
  path: string,
  options: CovenantOptions,
): Promise<CommandReport> {
  const rules = wantedRules(options);
  refuseMixtures(options);
  refuseForFast(options, rules);
  return withTemporaryDirectory(async (workDir, signal) => {
    const checkout = await findCheckout(terminal, path, signal);
    refuseParts(checkout, options);
    const isWanted = await wantedPaths(checkout, options);
    const part = partOf(checkout, options);
    const check = async (): Promise<CovenantResult> => {
      const inputs = await inputsOf(terminal, checkout, options, workDir);
      try {
        return await checkCovenant(inputs, {
          ...(rules && { rules }),
          ...((options.fast ?? options.staged) && { only: 'fast' }),
          ...(isWanted && { isWanted }),
          ...(part !== '' && { part }),
        });
      } finally {
        if (typeof inputs.ledger === 'object') await inputs.ledger.close();
      }
    };
    let result = await check();
    const fixed = options.fix === true ? await applyFixes(terminal, checkout.place.directory, result) : [];
    if (fixed.length > 0) result = await check();
    await writeReports(terminal, options, result);
    return { outcome: outcomeOfCovenant(result), lines: [...fixed, ...resultLines(terminal, result)] };
  });
}

function refuseMixtures({ staged, revision, fix, base, ...reports }: CovenantOptions): void {
  for (const option of ['sarif', 'summary', 'badge'] as const) {
    if (reports[option] === '-') {
      const message = `Standard output is for the findings, so --${option} takes the name of a file; give it /dev/stdout to have both.`;
      throw new VaultMeshError('usage', message);
    }
  }
  const trees = [staged && '--staged', revision !== undefined && '--revision'].filter(Boolean);
  if (trees.length > 1) throw new VaultMeshError('usage', 'Give one of --staged and --revision, not both.');
  if (fix === true && trees.length > 0) {
    const message = `--fix changes the files on disk, and ${String(trees[0])} does not look at them; leave one of them out.`;
    throw new VaultMeshError('usage', message);
  }
  if (staged === true && base !== undefined) {
    const message =
      '--staged runs the rules that look at one file at a time, and none of them compares; leave --base out.';
    throw new VaultMeshError('usage', message);
  }
}

/** What only concerns rules that `--fast` and `--staged` leave out would do nothing. */
function refuseForFast(options: CovenantOptions, rules: readonly Rule[] = []): void {
  const { fast, staged, witnessed, peers, branch } = options;
  if ((fast ?? staged) !== true) return;
  const idle = [
    ...rules.filter(({ kind }) => kind !== 'file').map(({ id }) => `--rule ${id}`),
    ...(witnessed === undefined ? [] : ['--witnessed']),
    ...(peers === true ? ['--peers'] : []),
    ...(branch === BRANCH_OPTION[2] ? [] : ['--branch']),
  ];
  if (idle.length === 0) return;
  const message = `${staged === true ? '--staged' : '--fast'} runs the rules that look at one file at a time, which have no use for ${idle.join(', ')}; leave one of them out.`;
  throw new VaultMeshError('usage', message);
}

/** What a check without files to stage, or of a part, cannot give. */
function refuseParts({ place, isRepository, isBare, below }: Checkout, options: CovenantOptions): void {
  if (options.staged === true && (!isRepository || isBare)) {
    const message = `${place.directory} is no checkout, so nothing is staged in it; run it in one.`;
    throw new VaultMeshError('usage', message);
  }
  if (options.fix === true && isBare) {
    const message = `${place.directory} is a bare repository, so there are no files for --fix to change; run it in a checkout.`;
    throw new VaultMeshError('usage', message);
  }
  if (options.badge !== undefined && partOf({ below }, options) !== '') {
    throw new VaultMeshError(
      'usage',
      'A badge is of the whole repository by all rules; give --badge without the rest.',
    );
  }
}

/** What a check looks at, where that is not everything; else empty. */
const partOf = ({ below }: Pick<Checkout, 'below'>, { staged, fast, rule = [] }: CovenantOptions): string =>
  [
    ...(below === '' ? [] : [`below ${below}`]),
    ...(staged === true ? ['what is staged'] : []),
    ...((fast ?? staged) === true ? ['by the fast rules'] : []),
    ...(rule.length > 0 ? [`by ${rule.map((id) => id.toUpperCase()).join(', ')}`] : []),
  ].join(', ');

function wantedRules({ rule: wanted }: CovenantOptions): typeof RULES | undefined {
  if (wanted === undefined || wanted.length === 0) return undefined;
  const ids = new Set(wanted.map((id) => id.toUpperCase()));
  for (const id of ids) {
    if (!RULE_IDS.has(id)) {
      throw new VaultMeshError('usage', `There is no rule ${id}. "vaultmesh covenant --rules" lists them.`);
    }
  }
  return RULES.filter(({ id }) => ids.has(id));
}

async function wantedPaths(
  { place, below }: Checkout,
  { staged }: CovenantOptions,
): Promise<((path: string) => boolean) | undefined> {
  if (staged === true) {
    const changed = await stagedPaths(place);
    return (path) => changed.has(path) && path.startsWith(below);
  }
  return below === '' ? undefined : (path) => path.startsWith(below);
}

async function inputsOf(
  terminal: Terminal,
  { place, isRepository, isBare }: Checkout,
  options: CovenantOptions,
  workDir: string,
): Promise<Inputs> {
  const { base, revision, staged } = options;
  const shared = { clock: terminal.clock, pins: knownPins(readPins(templatesDirectory())) };
  if (!isRepository) {
    if (base !== undefined || revision !== undefined || staged === true) {
      const message = `${place.directory} is no git repository, so there is nothing to compare with; run it in one.`;
      throw new VaultMeshError('usage', message);
    }
    const folder = await folderTree(place.directory);
    if (folder.files.length === 0) {
      throw new VaultMeshError('not-found', `${folder.name} is empty: check out the repository first.`);
    }
    const tree = { ...folder, name: `${folder.name}, which is no git repository` };
    return { ...shared, tree, config: await configIn(tree, RULE_IDS), ledger: 'none' };
  }
  if (base !== undefined && (await resolveCommit(place, revision ?? 'HEAD')) === undefined) {
    const what = revision === undefined ? 'no commit yet' : `no commit "${revision}"`;
    const message = `${place.directory} has ${what}, so there is nothing to compare with ${base}; commit first, or leave --base out.`;
    throw new VaultMeshError('not-found', message);
  }
  const tree = await treeOf(place, isBare ? { revision: 'HEAD', ...options } : options);
  // A change is held to what was agreed before it.
  const config = await configIn(base === undefined ? tree : await gitTree(place, base), RULE_IDS);
  if (staged === true || options.fast === true) return { ...shared, tree, config };
  const change = base === undefined ? undefined : await changeSince(place, base, revision ?? 'HEAD');
  const releases = await releasesOf(place);
  const witnessed = await witnessedCheckpoint(terminal, options.witnessed);
  return {
    ...shared,
    ...{ tree, config },
    ...(await localLedger(place, options.branch, workDir)),
    ...(change && { change }),
    ...(releases && { releases }),
    ...(witnessed !== undefined && { witnessed }),
    ...(options.peers === true && { peers: peerReader(fetch) }),
  };
}

function treeOf(place: Checkout['place'], { revision, staged }: CovenantOptions): Promise<Tree> {
  if (staged === true) return indexTree(place);
  return revision === undefined ? checkoutTree(place) : gitTree(place, revision);
}
