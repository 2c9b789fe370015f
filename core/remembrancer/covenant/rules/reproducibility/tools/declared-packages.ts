import type { CovenantContext } from '../../../covenant-context.ts';
import { entriesOf, valueOf } from '../../../yaml/yaml-lookup.ts';

const SECTIONS = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'];

/** Programs whose name is not that of their package. */
const PACKAGE_OF: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'build-storybook': 'storybook',
    cdk: 'aws-cdk',
    changeset: '@changesets/cli',
    'lint-staged': 'lint-staged',
    ng: '@angular/cli',
    playwright: '@playwright/test',
    sls: 'serverless',
    'start-storybook': 'storybook',
    swc: '@swc/cli',
    tsc: 'typescript',
    'vue-cli-service': '@vue/cli-service',
  }),
);

/** Tells of a name whether a package.json of the tree depends on it, or on a package that has such a program. */
export async function declaredPackages(context: CovenantContext): Promise<(name: string) => boolean> {
  const manifests = await context.filesWhere(
    ({ path, size }) =>
      /(?:^|\/)package\.json$/.test(path) && !path.includes('node_modules/') && size < 1 << 20,
  );
  const names = new Set<string>();
  for (const { yaml } of manifests) {
    const [manifest] = 'documents' in yaml ? yaml.documents : [];
    for (const section of SECTIONS)
      for (const { key } of entriesOf(valueOf(manifest, section))) {
        names.add(key);
        // `@scope/name` and `name-cli` bring the program `name` as a rule; `@name/cli` brings `name`.
        const [, scope = key, bare = key] = /^@([^/]+)\/(.+)$/.exec(key) ?? [];
        names.add(bare.replace(/-cli$/, ''));
        names.add(bare);
        if (/^(?:cli|test|core)$/.test(bare)) names.add(scope);
      }
    for (const { key } of entriesOf(valueOf(manifest, 'bin'))) names.add(key);
  }
  return (name) => names.has(name) || names.has(PACKAGE_OF.get(name) ?? name);
}
