import { expect } from '@jest/globals';
import { parse as parseToml } from 'smol-toml';
import { parseAllDocuments } from 'yaml';

/** Parses every file whose format has a parser here; what is parsed is returned by path. */
export function parseFiles(files: ReadonlyMap<string, string>): Map<string, unknown> {
  const parsed = new Map<string, unknown>();
  for (const [path, text] of files) {
    if (/\.ya?ml$/.test(path)) {
      const documents = parseAllDocuments(text);
      for (const { errors } of documents) expect({ path, errors }).toEqual({ path, errors: [] });
      parsed.set(
        path,
        documents.map((document) => document.toJS() as unknown),
      );
    } else if (path.endsWith('.json')) parsed.set(path, JSON.parse(text));
    else if (/\.toml$|^Cargo\.lock$/.test(path)) parsed.set(path, parseToml(text));
  }
  return parsed;
}
