import type { FileText } from '../../../file-text.ts';
import { usesOf } from '../../../workflows/uses-of.ts';
import { isAction } from '../../../workflows/workflow-files.ts';
import { jobsOf } from '../../../workflows/workflow-steps.ts';
import { entriesOf, isMap, itemsOf, textOf, valueOf } from '../../../yaml/yaml-lookup.ts';
import type { YamlNode } from '../../../yaml/yaml-node.ts';
import type { NamedImage } from './named-image.ts';
import { scalarImage } from './scalar-image.ts';

const IMAGE = 'docker://';
/** GitHub makes no more jobs of a matrix. */
const MOST_VALUES = 256;
/** Each service of a file may have a matrix for its images. */
const MOST_IMAGES = 10_000;

/** The images of a workflow or an action: of jobs, their services, steps, and of an action that is one; or why they are not told. */
export function workflowImages(file: FileText): readonly NamedImage[] | { readonly unreadable: string } {
  const ofJobs: NamedImage[] = [];
  for (const { job } of jobsOf(file)) {
    const container = valueOf(job, 'container');
    const services = entriesOf(valueOf(job, 'services')).map(({ value }) => valueOf(value, 'image'));
    for (const image of [isMap(container) ? valueOf(container, 'image') : container, ...services]) {
      ofJobs.push(...possibleImages(image, job));
      if (ofJobs.length > MOST_IMAGES)
        return { unreadable: `its matrices stand for more than ${MOST_IMAGES.toLocaleString('en')} images` };
    }
  }
  const documents = isAction(file.path) && 'documents' in file.yaml ? file.yaml.documents : [];
  return [
    ...ofJobs,
    ...usesOf(file).flatMap((uses) => scalarImage(uses, IMAGE)),
    ...documents.flatMap((action) => scalarImage(valueOf(action, 'runs', 'image'), IMAGE)),
  ];
}

/** What an image can be: with each value that the matrix of the job lists, or of the texts that an expression chooses from. */
function possibleImages(node: YamlNode | undefined, job: YamlNode): readonly NamedImage[] {
  return scalarImage(node).flatMap((named) => {
    const { image, range } = named;
    const expression = /\$\{\{[^{}]*\}\}/.exec(image)?.[0];
    if (expression === undefined) return [named];
    const path = /\$\{\{\s*matrix\.([\w.-]+)\s*\}\}/.exec(expression)?.[1];
    const values = path === undefined ? [] : matrixValues(path, job);
    if (image === expression && path !== undefined) return values.flatMap((value) => scalarImage(value));
    if (image === expression) return textsIn(expression).map((text) => ({ image: text, range }));
    return values.flatMap((value) => {
      const text = textOf(value);
      return text === undefined ? [] : [{ image: image.replaceAll(expression, () => text), range }];
    });
  });
}

/** The values of `matrix.<path>` that the workflow itself lists. */
function matrixValues(path: string, job: YamlNode): readonly (YamlNode | undefined)[] {
  const [name = '', ...rest] = path.split('.');
  const matrix = valueOf(job, 'strategy', 'matrix');
  const listed = itemsOf(valueOf(matrix, name)).slice(0, MOST_VALUES);
  const included = itemsOf(valueOf(matrix, 'include'))
    .slice(0, MOST_VALUES)
    .map((each) => valueOf(each, name));
  return [...listed, ...included].map((value) => valueOf(value, ...rest));
}

/** The texts in an expression that can be meant as an image, and not as what something is compared with. */
const textsIn = (expression: string): readonly string[] =>
  Array.from(expression.matchAll(/'([^']*)'/g), ([, text = '']) => text).filter((text) => /[/:]/.test(text));
