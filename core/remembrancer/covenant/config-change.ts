import { CONFIG_PATH } from './config/config-document.ts';
import type { Inputs } from './covenant-context.ts';
import type { Notice } from './covenant-result.ts';
import type { Tree } from './tree/tree.ts';

/** What is to be said of a change that alters what later changes are held to. */
export async function configChange({ tree, change }: Inputs): Promise<Notice[]> {
  if (change === undefined) return [];
  const [before, after] = await Promise.all([configIn(change.base), configIn(tree)]);
  if (before === after) return [];
  const message = `The change alters ${CONFIG_PATH}, which counts once it is on the default branch.`;
  return [{ message, remedy: 'Look at it as at a change of the rules.' }];
}

async function configIn(tree: Tree): Promise<string | undefined> {
  const file = tree.files.find(({ path }) => path === CONFIG_PATH);
  const [bytes] = file === undefined ? [] : await tree.read([file]);
  return bytes && `${file?.kind ?? ''} ${Buffer.from(bytes).toString('latin1')}`;
}
