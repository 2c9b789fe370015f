/** `npm run demo`: tells the main job of VaultMesh, for real, on this machine. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, styleText } from 'node:util';
import { missingPrograms } from './missing-programs.ts';
import { SERVICE } from '../story/stage.ts';
import { STORY } from '../story/story.ts';
import { startWorld, type World } from '../world/start-world.ts';

const HELP = `Usage: npm run demo [-- --keep]

Starts a local GitHub with real git behind it, the app, and tells the main job of VaultMesh from the first
comment to the offline verification of a release. Needs git, openssl, gpg, make and python3 (with venv).

  --keep   leave everything running at the end, and print addresses to look at; Ctrl-C stops it
  --help   this text
`;

async function demo(keep: boolean): Promise<void> {
  const started = performance.now();
  const directory = await mkdtemp(join(tmpdir(), 'vaultmesh-demo-'));
  let world: World | undefined;
  const interrupted = new AbortController();
  const interrupt = (): void => {
    interrupted.abort();
  };
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  try {
    say(styleText('bold', 'VaultMesh, from a comment to a verified release'));
    world = await startWorld();
    say(`  a local GitHub is at ${world.github.url}; the app runs as process ${world.app.pid}`);
    for (const [index, { title, play }] of STORY.entries()) {
      if (interrupted.signal.aborted) return;
      const begun = performance.now();
      say(`\n${styleText('cyan', `${index + 1}. ${title}`)}`);
      await play({ world, directory, tell: (sentence) => say(`   ${sentence}`) });
      say(styleText('dim', `   ${seconds(begun)}`));
    }
    say(`\n${styleText('green', 'Done')} in ${seconds(started)}.`);
    printAddresses(world, keep);
    if (keep) await untilAborted(interrupted.signal);
  } finally {
    await Promise.allSettled([world?.stop(), rm(directory, { recursive: true, force: true })]);
  }
}

function printAddresses(world: World, keep: boolean): void {
  const base = `${world.github.url}/${world.organization}`;
  say(keep ? '\nTo look at:' : '\nWith --keep these stay up to look at:');
  for (const path of [
    'platform/issues/1',
    'platform/pull/2',
    SERVICE,
    `${SERVICE}/releases`,
    `${SERVICE}/tree/ledger`,
  ]) {
    say(`  ${base}/${path}`);
  }
  if (keep) say('\nCtrl-C stops everything and removes it.');
}

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const seconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(1)} s`;

const untilAborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });

const { values } = parseArgs({ options: { keep: { type: 'boolean' }, help: { type: 'boolean' } } });
if (values.help) {
  process.stdout.write(HELP);
} else {
  const missing = await missingPrograms();
  if (missing.length > 0) {
    process.stderr.write(`The demo cannot run:\n${missing.map((line) => `- ${line}\n`).join('')}`);
    process.exitCode = 3;
  } else {
    await demo(values.keep ?? false).catch((error: unknown) => {
      process.stderr.write(`\nThe demo failed. ${error instanceof Error ? error.message : String(error)}\n`);
      process.exitCode = 1;
    });
  }
}
