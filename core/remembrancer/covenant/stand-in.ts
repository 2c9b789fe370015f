import { CONFIG_PATH } from './config/config-document.ts';
import { isPlain } from './context-of.ts';
import type { TreeFile } from './tree/tree.ts';

const README = /^readme(?:\.[a-z]{1,9})?$/i;

/**
 * The path that stands for a tree as a whole where a file has to be named: the configuration's, else the README's, else
 * the first. Of a tree without files it is the configuration's, which is where one would begin.
 */
export function standInFor(files: readonly TreeFile[]): string {
  const paths = files.filter(isPlain).map(({ path }) => path);
  if (paths.includes(CONFIG_PATH)) return CONFIG_PATH;
  return paths.find((path) => README.test(path)) ?? paths[0] ?? CONFIG_PATH;
}
