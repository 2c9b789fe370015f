import type { CovenantContext } from '../../covenant-context.ts';
import type { Found } from '../../found.ts';
import type { RepositoryAnswer, RepositoryRule } from '../../rule.ts';
import { checkLinks } from './links/check-links.ts';
import { ignoredPaths, isIgnoreFile } from './links/ignored-paths.ts';
import { documentReader, type LinkedDocument } from './links/linked-documents.ts';
import { isMarkdown, MOST_MARKDOWN_BYTES } from './markdown/markdown-files.ts';

/** Who follows a link of a document finds what it speaks of. */
export const linksLeadToFiles: RepositoryRule = {
  id: 'VM-I-07',
  title: 'Documents do not link to files that are not there',
  severity: 'low',
  level: 'warn',
  since: 1,
  fixable: true,
  kind: 'repository',
  check,
};

async function check(context: CovenantContext): Promise<RepositoryAnswer> {
  const { tree, each, filesWhere } = context;
  const all = tree.files.filter(isMarkdown);
  if (all.length === 0) return { notApplicable: 'there is no document in Markdown' };
  const read = documentReader();
  const documents: LinkedDocument[] = [];
  const found: Found[] = all
    .filter(({ size }) => size > MOST_MARKDOWN_BYTES)
    .map(({ path }) => tooLarge(path));
  const fitting = all.filter(({ size }) => size <= MOST_MARKDOWN_BYTES);
  for await (const [file, text] of each(fitting)) {
    if (text === undefined) found.push(notThere(file.path));
    else documents.push(read(text));
  }
  return [...found, ...checkLinks(documents, tree, ignoredPaths(await filesWhere(isIgnoreFile)))];
}

const tooLarge = (path: string): Found => ({
  path,
  message: `Its links cannot be told: it has more than ${MOST_MARKDOWN_BYTES} bytes`,
  remedy: 'Divide it, or except it with a reason.',
  cannotTell: true,
});

const notThere = (path: string): Found => ({
  path,
  message: 'Its links cannot be told: its content cannot be read',
  remedy: 'Fetch the files of the commit: a clone with a filter does not have them.',
  cannotTell: true,
});
