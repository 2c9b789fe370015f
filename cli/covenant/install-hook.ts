import { access, chmod, constants, lstat, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';

import { cannotWrite } from '../../core/common/cannot-write.ts';
import { VaultMeshError } from '../../core/common/error.ts';
import { succeeded } from '../../core/common/outcome.ts';
import type { CommandReport } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import { foreignHook } from './hook/foreign-hook.ts';
import { hookPlace } from './hook/hook-place.ts';
import { HOOK_COMMAND, hookText, INSTALLATION, whoseHook } from './hook/hook-text.ts';

export interface HookOptions {
  readonly json?: true;
  readonly uninstall?: true;
}

/** Writes, updates or takes away the hook of this clone that runs before each commit. Another's hook stays as it is. */
export async function installHook(terminal: Terminal, { uninstall }: HookOptions): Promise<CommandReport> {
  const { file, name, root, isInTree } = await hookPlace(terminal);
  const kept = await ownHook(file, name, uninstall === true);
  const result = { path: file };
  if (uninstall === true) {
    if (kept === undefined) {
      return { outcome: succeeded(`There is no hook ${name}.`, result, 'already-done') };
    }
    await written(name, () => rm(file));
    return { outcome: succeeded(`${name} is gone; commits are no longer looked at.`, result) };
  }
  const text = hookText();
  const lines = [
    ...((await findsCommand(terminal, root)) ? [] : [NO_COMMAND]),
    ...(isInTree ? [inTree(name)] : []),
  ];
  if (kept?.text === text && kept.isExecutable) {
    return { outcome: succeeded(`${name} is there already.`, result, 'already-done'), lines };
  }
  await written(name, () => putHook(file, text));
  const done = kept === undefined ? 'is written' : 'is up to date again';
  return {
    outcome: succeeded(
      `${name} ${done}: each commit is held against the fast rules (git commit --no-verify passes it over).`,
      result,
    ),
    lines,
  };
}

const NO_COMMAND = `The hook finds no command vaultmesh now, neither in node_modules/.bin nor on the PATH, and lets each commit pass. ${INSTALLATION}`;

const inTree = (name: string): string =>
  `${name} is in the working tree (by core.hooksPath): commit it for all who work on it, or keep it out by .git/info/exclude.`;

/** Whether the hook would find what it runs. */
async function findsCommand({ environment }: Terminal, root: string): Promise<boolean> {
  const folders = [join(root, 'node_modules/.bin'), ...(environment['PATH'] ?? '').split(delimiter)];
  const found = await Promise.all(
    folders.map((folder) =>
      access(join(folder, 'vaultmesh'), constants.X_OK).then(
        () => true,
        () => false,
      ),
    ),
  );
  return found.includes(true);
}

interface OwnHook {
  readonly text: string;
  readonly isExecutable: boolean;
}

/** Our hook, or `undefined` where there is none. Throws `conflict` for one that is another's or was changed. */
async function ownHook(file: string, name: string, isLeaving: boolean): Promise<OwnHook | undefined> {
  const found = await lstat(file).catch(() => undefined);
  if (found === undefined) return undefined;
  // What a link leads to is somebody's own, whatever it says.
  const text = found.isFile() ? await readFile(file, 'utf8') : '';
  switch (found.isFile() ? whoseHook(text) : 'foreign') {
    case 'ours':
      // Windows knows no such bit, and git asks for none there.
      return { text, isExecutable: process.platform === 'win32' || (found.mode & 0o100) !== 0 };
    case 'changed':
      throw new VaultMeshError(
        'conflict',
        `${name} was changed since it was written. Move your changes elsewhere and delete it${isLeaving ? '' : ', and try again'}.`,
      );
    case 'foreign':
      if (isLeaving) {
        const message = `${name} is not ours and stays as it is. Where "${HOOK_COMMAND}" is in it, take that line out.`;
        throw new VaultMeshError('conflict', message);
      }
      throw foreignHook(name, text);
  }
}

/** In one step, so that no commit meets half of it. */
async function putHook(file: string, text: string): Promise<void> {
  const draft = `${file}.vaultmesh-new`;
  await mkdir(dirname(file), { recursive: true });
  await rm(draft, { force: true });
  await writeFile(draft, text, { flag: 'wx' });
  await chmod(draft, 0o755);
  await rename(draft, file);
}

async function written(name: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    throw cannotWrite(name, error, 'see that the folder can be written to');
  }
}
