import type { FileText } from '../../../file-text.ts';
import { usesOf } from '../../../workflows/uses-of.ts';
import { isAction } from '../../../workflows/workflow-files.ts';
import { jobsOf } from '../../../workflows/workflow-steps.ts';
import { entriesOf, isMap, itemsOf, valueOf } from '../../../yaml/yaml-lookup.ts';
import type { YamlNode } from '../../../yaml/yaml-node.ts';
import type { NamedImage } from './named-image.ts';
import { scalarImage } from './scalar-image.ts';

const IMAGE = 'docker://';

/** The images of a workflow or an action: of jobs, their services, steps, and of an action that is one. */
export function workflowImages(file: FileText): readonly NamedImage[] {
  const ofJobs = jobsOf(file).flatMap(({ job }) => {
    const container = valueOf(job, 'container');
    const services = entriesOf(valueOf(job, 'services')).map(({ value }) => valueOf(value, 'image'));
    return [isMap(container) ? valueOf(container, 'image') : container, ...services]
      .flatMap((image) => valuesOf(image, job))
      .flatMap((image) => scalarImage(image));
  });
  const documents = isAction(file.path) && 'documents' in file.yaml ? file.yaml.documents : [];
  return [
    ...ofJobs,
    ...usesOf(file).flatMap((uses) => scalarImage(uses, IMAGE)),
    ...documents.flatMap((action) => scalarImage(valueOf(action, 'runs', 'image'), IMAGE)),
  ];
}

/** What an image can be: of `${{ matrix.name }}` each value that the matrix lists. */
function valuesOf(image: YamlNode | undefined, job: YamlNode): readonly (YamlNode | undefined)[] {
  const path =
    image?.kind === 'scalar' ? /^\$\{\{\s*matrix\.([\w.-]+)\s*\}\}$/.exec(image.value)?.[1] : undefined;
  if (path === undefined) return [image];
  const [name = '', ...rest] = path.split('.');
  const matrix = valueOf(job, 'strategy', 'matrix');
  const listed = itemsOf(valueOf(matrix, name));
  const included = itemsOf(valueOf(matrix, 'include')).map((each) => valueOf(each, name));
  return [...listed, ...included].map((value) => valueOf(value, ...rest));
}
