/** `npm run demo`: tells the main job of VaultMesh, for real, on this machine. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs, styleText } from 'node:util';
import { missingPrograms } from '../world/missing-programs.ts';
import { SERVICE, TAG } from '../story/stage.ts';
import { STORY } from '../story/story.ts';
import { startWorld, type World } from '../world/start-world.ts';

const project = fileURLToPath(new URL('../..', import.meta.url));

const HELP = `Usage: npm run demo [-- --keep]

Starts a local GitHub with real git behind it, the app, and tells the main job of VaultMesh from the first
comment to the offline verification of a release. Needs git, openssl, gpg, make and python3 (with venv).

  --keep   leave everything running at the end, and print addresses to look at; Ctrl-C stops it
  --help   this text
`;

/** How long a part of the story may go on after an interruption, so that the programs that it started can end. */
const GRACE_MS = 10_000;

/** By what ends the demo before its end: the exit codes of shells. */
const EXIT_CODES = { SIGHUP: 129, SIGINT: 130, SIGPIPE: 141, SIGTERM: 143 } as const;

async function demo(keep: boolean, interrupted: AbortSignal): Promise<void> {
  const started = performance.now();
  const directory = await mkdtemp(join(tmpdir(), 'vaultmesh-demo-'));
  let world: World | undefined;
  try {
    say(styleText('bold', 'VaultMesh, from a comment to a verified release'));
    world = await startWorld();
    say(`  a local GitHub is at ${world.github.url}; the app runs as process ${world.app.pid}`);
    for (const [index, { title, play }] of STORY.entries()) {
      interrupted.throwIfAborted();
      const begun = performance.now();
      say(`\n${styleText('cyan', `${index + 1}. ${title}`)}`);
      const played = play({ world, directory, tell: (sentence) => say(`   ${sentence}`) });
      await Promise.race([played, untilAborted(interrupted).then(() => sleep(GRACE_MS))]);
      say(styleText('dim', `   ${seconds(begun)}`));
    }
    interrupted.throwIfAborted();
    say(`\n${styleText('green', 'Done')} in ${seconds(started)}.`);
    if (keep) {
      printAddresses(world);
      printCommands(world, directory);
      await untilAborted(interrupted);
    } else say('With --keep all of it stays up to look at.');
  } finally {
    await world?.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

function printAddresses(world: World): void {
  const base = `${world.github.url}/${world.organization}`;
  say('\nTo look at:');
  for (const path of [
    'platform/issues/1',
    'platform/pull/2',
    SERVICE,
    `${SERVICE}/releases`,
    `${SERVICE}/tree/ledger`,
  ]) {
    say(`  ${base}/${path}`);
  }
}

/** The stranger's commands of the last part, with the files that it left, to be repeated by hand. */
function printCommands(world: World, directory: string): void {
  const command = `${process.execPath} --no-warnings ${join(project, 'cli/main.ts')}`;
  const repository = `${world.github.url}/${world.organization}/${SERVICE}`;
  say(`\nTo verify by hand, in ${directory}:`);
  say(`  alias vaultmesh="${command}"`);
  say(
    `  vaultmesh trust init ${repository} --tsa-root tsa-root.pem --sigstore-root sigstore-trusted-root.json --out mine.json`,
  );
  say(`  vaultmesh verify ${SERVICE}-${TAG.slice(1)}.tar.gz --trust mine.json --explain`);
  say('\nCtrl-C stops everything and removes it.');
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

/** What the command line asks for. Prints the help and gives `undefined` when that is asked for, or should be. */
function readArguments(): { keep: boolean } | undefined {
  try {
    const { values } = parseArgs({ options: { keep: { type: 'boolean' }, help: { type: 'boolean' } } });
    if (!values.help) return { keep: values.keep ?? false };
    process.stdout.write(HELP);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${HELP}`);
    process.exitCode = 2;
  }
  return undefined;
}

async function main(keep: boolean): Promise<void> {
  const missing = await missingPrograms();
  if (missing.length > 0) {
    process.stderr.write(`The demo cannot run:\n${missing.map((line) => `- ${line}\n`).join('')}`);
    process.exitCode = 3;
    return;
  }
  const interrupted = new AbortController();
  const interrupt = (by: keyof typeof EXIT_CODES): void => interrupted.abort(EXIT_CODES[by]);
  // More than once: npm passes on what the terminal has sent to all. A terminal or a pipe that went away comes as an error.
  for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM'] as const) process.on(signal, interrupt);
  process.stdout.on('error', () => interrupt('SIGPIPE'));
  let exitCode = 0;
  try {
    await demo(keep, interrupted.signal);
  } catch (error) {
    exitCode = 1;
    if (interrupted.signal.aborted) exitCode = interrupted.signal.reason as number;
    else
      process.stderr.write(`\nThe demo failed. ${error instanceof Error ? error.message : String(error)}\n`);
  }
  if (interrupted.signal.aborted) say('\nStopped; everything is removed.');
  // What an interrupted part of the story waits for never comes.
  process.exit(exitCode);
}

const given = readArguments();
if (given) await main(given.keep);
