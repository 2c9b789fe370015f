import type { Found } from '../../../../../../../core/remembrancer/covenant/found.ts';
import { lockfileInStep } from '../../../../../../../core/remembrancer/covenant/rules/reproducibility/lockfile-in-step.ts';
import { lockfilePresent } from '../../../../../../../core/remembrancer/covenant/rules/reproducibility/lockfile-present.ts';
import { contextOf } from '../../../../../../../core/remembrancer/covenant/context-of.ts';
import { memoryTree } from '../../../../../../../core/remembrancer/covenant/tree/memory-tree.ts';
import { inputsOf } from '../../../example-inputs.ts';
import { expectLegible } from '../../../expect-legible.ts';

export type Files = Readonly<Record<string, string | Uint8Array>>;

const findings = async (rule: typeof lockfilePresent, files: Files): Promise<readonly Found[]> => {
  const inputs = { ...inputsOf({ files: {}, before: {}, says: [] }), tree: memoryTree(files) };
  const answer = await rule.check(contextOf(inputs, new Set()));
  return 'notApplicable' in answer ? [] : expectLegible(answer);
};

/** What VM-II-05 finds. */
export const missingIn = (files: Files) => findings(lockfilePresent, files);

/** What VM-II-06 finds. */
export const driftIn = (files: Files) => findings(lockfileInStep, files);

/** The messages of VM-II-06. */
export const drift = async (files: Files) => (await driftIn(files)).map(({ message }) => message);

/** `files` with `from` in one of them as `to`; fails when it is not there. */
export function changed(files: Readonly<Record<string, string>>, path: string, from: string, to: string) {
  const text = files[path] ?? '';
  if (!text.includes(from)) throw new Error(`${path} does not have ${from}`);
  return { ...files, [path]: text.replace(from, () => to) };
}

/** `files` with one under another path. */
export function moved(files: Readonly<Record<string, string>>, from: string, to: string) {
  const { [from]: text = '', ...others } = files;
  return { ...others, [to]: text };
}
