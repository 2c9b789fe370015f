import { expect } from '@jest/globals';
import {
  type DecisionText,
  importDecisions,
  lintDecisions,
  readDecision,
  type ReadDecision,
} from '../../../../core/remembrancer/decisions/index.ts';
import { asWritten, IN_ANY_DIALECT, IN_MADR_4, type Planting } from './plantings.ts';

/**
 * Plants every irregularity into every file, into what people wrote and into what an import made of it, and expects lint
 * to find each in its place. Returns how often each rule found one.
 */
export function expectEachFound(files: readonly DecisionText[]): Map<string, number> {
  const found = new Map<string, number>();
  const read = readOnce();
  const imported = importDecisions(files).map(asWritten);
  for (const [plantings, texts] of [
    [IN_ANY_DIALECT, files],
    [IN_ANY_DIALECT, imported],
    [IN_MADR_4, imported],
  ] as const) {
    for (const planting of plantings) {
      for (const { path } of texts) if (isFound(planting, texts, path, read)) count(found, planting.rule);
    }
  }
  return found;
}

/** Reads each text once, however often it stands beside a planted one. */
function readOnce(): (file: DecisionText) => ReadDecision {
  const known = new Map<string, ReadDecision>();
  return ({ path, text }) => {
    const key = `${path}\n${text}`;
    const read = known.get(key) ?? readDecision(path, text);
    known.set(key, read);
    return read;
  };
}

function isFound(
  { rule, what, plant }: Planting,
  files: readonly DecisionText[],
  path: string,
  read: (file: DecisionText) => ReadDecision,
): boolean {
  const planted = plant(files, path);
  if (!planted) return false;
  const findings = lintDecisions(planted.files.map(read), {
    today: '2026-11-20',
    ...(planted.base && { base: planted.base.map(read) }),
  });
  const rules = findings.filter((finding) => finding.path === planted.path).map((finding) => finding.rule);
  expect({ path, what, rules: [...new Set(rules)] }).toEqual({
    path,
    what,
    rules: expect.arrayContaining([rule]),
  });
  return true;
}

const count = (counts: Map<string, number>, name: string) => counts.set(name, (counts.get(name) ?? 0) + 1);
