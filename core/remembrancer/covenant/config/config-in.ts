import { VaultMeshError } from '../../../common/error.ts';
import type { Tree } from '../tree/tree.ts';
import { CONFIG_PATH } from './config-document.ts';
import type { CovenantConfig } from './covenant-config.ts';
import { parseCovenantConfig } from './parse-config.ts';

/**
 * The configuration that a tree has, or the defaults where it has none. Throws `incomplete` for one that is there and cannot be
 * had, and `usage` for what is no file and as `parseCovenantConfig` does: neither must be taken for none.
 */
export async function configIn(tree: Tree, knownRules: ReadonlySet<string>): Promise<CovenantConfig> {
  const file = tree.files.find(({ path }) => path === CONFIG_PATH);
  if (file === undefined) return parseCovenantConfig(undefined, knownRules);
  if (file.kind === 'symlink' || file.kind === 'submodule') {
    throw new VaultMeshError(
      'usage',
      `${CONFIG_PATH} cannot be used: in ${tree.name} it is a ${file.kind === 'symlink' ? 'symbolic link' : 'submodule'}. Put a file there.`,
    );
  }
  const [bytes] = await tree.read([file]);
  if (bytes !== undefined) return parseCovenantConfig(Buffer.from(bytes).toString(), knownRules);
  const fetch = /^[0-9a-f]{40,64}$/.test(file.id) ? ` Fetch it: git cat-file -e ${file.id}` : '';
  throw new VaultMeshError(
    'incomplete',
    `${CONFIG_PATH} is in ${tree.name}, and its content cannot be read.${fetch}`,
  );
}
