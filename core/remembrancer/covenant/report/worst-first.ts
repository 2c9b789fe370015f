import type { Finding } from '../covenant-result.ts';
import type { Level, Severity } from '../rule.ts';

const BY_LEVEL: Readonly<Record<Level, number>> = { enforce: 0, warn: 1, advise: 2 };
const BY_SEVERITY: Readonly<Record<Severity, number>> = { high: 0, medium: 1, low: 2 };

/** Findings by level, then by how grave they are; else in the order that they had. For places that show only so many. */
export const worstFirst = (findings: readonly Finding[]): Finding[] =>
  findings.toSorted(
    (a, b) => BY_LEVEL[a.level] - BY_LEVEL[b.level] || BY_SEVERITY[a.severity] - BY_SEVERITY[b.severity],
  );
