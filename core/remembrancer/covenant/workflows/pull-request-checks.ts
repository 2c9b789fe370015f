import type { FileText } from '../file-text.ts';
import { entriesOf, entryOf, isList, isMap, isScalar, textOf, valueOf, walk } from '../yaml/yaml-lookup.ts';
import type { YamlNode } from '../yaml/yaml-node.ts';
import { meansRef } from './ref-pattern.ts';

/** How deep GitHub lets workflows call one another. */
const DEEPEST_CALL = 10;

/** Jobs of one matrix; GitHub has no more. */
const MOST_JOBS = 256;

/**
 * The names of the checks that the workflows among `files`, those of a repository, put on every pull request into `branch`, sorted. GitHub
 * calls a job's check by its name, else by its id; of a matrix with the values behind it, and of a workflow that is called with the
 * caller's before it: `Test (ubuntu, 24)`, `Build / Image`. A job whose name only its run knows is left out, and so is what does not run
 * for every change: a check that never comes would hold everything up.
 */
export function pullRequestChecks(files: readonly FileText[], branch: string): string[] {
  const workflows = files.filter(({ path }) => /^\.github\/workflows\/[^/]+\.ya?ml$/.test(path));
  const running = workflows.filter((file) => documentsOf(file).some((workflow) => runsFor(workflow, branch)));
  return [...new Set(running.flatMap((file) => checksOf(file, workflows, DEEPEST_CALL)))].sort();
}

const documentsOf = ({ yaml }: FileText): readonly YamlNode[] => ('documents' in yaml ? yaml.documents : []);

/** What must not be there, for a workflow that runs for every change. */
const FILTERS = ['paths', 'paths-ignore'];

function runsFor(workflow: YamlNode, branch: string): boolean {
  const on = valueOf(workflow, 'on');
  if (on === undefined) return false;
  if (!isMap(on)) return textsIn(on).includes('pull_request');
  const event = entryOf(on, 'pull_request');
  if (event === undefined) return false;
  if (entriesOf(event.value).some(({ key }) => FILTERS.includes(key))) return false;
  const branches = valueOf(event.value, 'branches');
  const ignored = valueOf(event.value, 'branches-ignore');
  const types = textsIn(valueOf(event.value, 'types'));
  return (
    (branches === undefined || meansRef(textsIn(branches), branch)) &&
    (ignored === undefined || !meansRef(textsIn(ignored), branch)) &&
    (types.length === 0 || ['opened', 'synchronize'].every((type) => types.includes(type)))
  );
}

function checksOf(file: FileText, all: readonly FileText[], depth: number): string[] {
  const jobs = documentsOf(file).flatMap((workflow) => entriesOf(valueOf(workflow, 'jobs')));
  return jobs.flatMap(({ key, value: job }) => {
    const matrix = valueOf(job, 'strategy', 'matrix');
    // One that is skipped passes under its name; the jobs of a matrix have none then.
    if (matrix !== undefined && valueOf(job, 'if') !== undefined) return [];
    const names = namesOf(textOf(valueOf(job, 'name')) ?? key, matrix);
    const uses = textOf(valueOf(job, 'uses'));
    if (uses === undefined) return names;
    const called = all.find(({ path }) => uses === `./${path}`);
    if (called === undefined || depth === 0) return [];
    const inner = checksOf(called, all, depth - 1);
    return names.flatMap((name) => inner.map((check) => `${name} / ${check}`));
  });
}

/** The names that a job's name becomes; none where only the run can tell. */
function namesOf(name: string, matrix: YamlNode | undefined): string[] {
  const combinations = matrix === undefined ? [[]] : combinationsOf(matrix);
  const names = combinations.map((values) => {
    const named = name.replace(
      /\$\{\{\s*matrix\.([\w-]+)\s*\}\}/g,
      (whole, key: string) => values.find((one) => one.key === key)?.value ?? whole,
    );
    if (named !== name || values.length === 0) return named;
    return `${name} (${values.map(({ value }) => value).join(', ')})`;
  });
  return names.some((one) => one.includes('${{')) ? [] : names;
}

type Value = { readonly key: string; readonly value: string };

/** Of a matrix that says all its values itself; none of any other. */
function combinationsOf(matrix: YamlNode): Value[][] {
  let combinations: Value[][] = [[]];
  if (!isMap(matrix)) return [];
  for (const { key, value: list } of matrix.entries) {
    if (!isList(list) || key === 'include' || key === 'exclude') return [];
    const values = list.items.map(textOf);
    if (!values.every((value) => value !== undefined && !value.includes('${{'))) return [];
    combinations = combinations.flatMap((before) =>
      values.map((value) => [...before, { key, value: value ?? '' }]),
    );
    if (combinations.length > MOST_JOBS) return [];
  }
  return combinations;
}

/** A text, or those of a list. */
const textsIn = (node: YamlNode | undefined): string[] =>
  node === undefined ? [] : [...walk(node)].filter(isScalar).map(({ value }) => value);
