import { globSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { interopFolder } from './tools.ts';

const DEFINITIONS = '_definitions.json';

/** The kinds of our manifests, as the schemas' files name them. */
const KINDS = [
  'deployment-apps-v1',
  'horizontalpodautoscaler-autoscaling-v2',
  'namespace-v1',
  'networkpolicy-networking-v1',
  'poddisruptionbudget-policy-v1',
  'service-v1',
  'serviceaccount-v1',
];

/**
 * Puts Kubernetes' own strict schemas of our kinds into `folder`, and returns where kubeconform finds them. They come
 * with the Python package kubernetes-validate, whose files refer to each other by an address only it understands.
 */
export async function kubernetesSchemas(folder: string, version: string): Promise<string> {
  const pattern = `venv/lib/*/site-packages/kubernetes_validate/kubernetes-json-schema/v${version}-local-strict`;
  const [source] = globSync(pattern, { cwd: interopFolder });
  if (source === undefined) throw new Error(`kubernetes-validate has no schemas of Kubernetes ${version}.`);
  const target = join(folder, version);
  await mkdir(target, { recursive: true });
  for (const name of [DEFINITIONS, ...KINDS.map((kind) => `${kind}.json`)]) {
    const text = (await readFile(join(interopFolder, source, name), 'utf8')).replaceAll(
      `/api/${DEFINITIONS}`,
      DEFINITIONS,
    );
    // Without its id a schema refers to its neighbours in the folder, not on kubernetes.io.
    await writeFile(join(target, name), JSON.stringify({ ...(JSON.parse(text) as object), $id: undefined }));
  }
  return join(target, '{{.ResourceKind}}{{.KindSuffix}}.json');
}
