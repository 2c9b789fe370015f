import type { Found } from '../../../../../../../core/remembrancer/covenant/found.ts';

/** Findings with the line and the words that each points to, as `path:line words | message`. */
export const placed = (files: Readonly<Record<string, string>>, found: readonly Found[]): string[] =>
  found.map(({ path = '', range, message }) => {
    if (range === undefined) return `${path} | ${message}`;
    const text = files[path] ?? '';
    const line = text.slice(0, range.start).split('\n').length;
    return `${path}:${line} ${text.slice(range.start, range.end)} | ${message}`;
  });
