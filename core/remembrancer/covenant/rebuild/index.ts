export type { BuiltFile } from './built-file.ts';
export { type BuildDifference, compareBuilds } from './compare-builds.ts';
export { type Explanation, explainDifference } from './explain-difference.ts';
