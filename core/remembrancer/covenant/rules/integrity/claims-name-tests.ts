import { printable } from '../../../../common/printable.ts';
import { shortened } from '../../../../common/shortened.ts';
import type { CovenantContext } from '../../covenant-context.ts';
import type { FileText } from '../../file-text.ts';
import type { Found } from '../../found.ts';
import type { FileRule } from '../../rule.ts';
import { pathsOf } from '../../tree/tree-paths.ts';
import { isMarkdown, MOST_MARKDOWN_BYTES } from './markdown/markdown-files.ts';
import { markdownReader } from './markdown/read-markdown.ts';
import { claimsIn, type Claim } from './status/claims-in.ts';
import { existingPaths, type PathsOfGlob } from './status/existing-paths.ts';

/** Who reads what works can look at what shows it. */
export const claimsNameTests: FileRule = {
  id: 'VM-I-08',
  title: 'A claim in a status table names a test that exists',
  severity: 'low',
  level: 'warn',
  since: 1,
  fixable: false,
  kind: 'file',
  concerns: isMarkdown,
  mayBreak: /(?:^|\|)[ \t*_`~]{0,9}(?:state|status)[ \t*_`~]{0,99}(?:\||\r?$)/im,
  mostBytes: MOST_MARKDOWN_BYTES,
  check,
};

function check(file: FileText, { tree }: CovenantContext): Found[] {
  const document = markdownReader()(file.text);
  const { path, lines } = file;
  const existing = existingPaths(pathsOf(tree), path);
  return document.tables.flatMap((table) => {
    const claims = claimsIn(table, document.inline);
    return claims.flatMap((claim) => {
      const range = lines[claim.line];
      return foundInClaim(claim, { path, ...(range && { range }) }, existing);
    });
  });
}

function foundInClaim(
  { what, named, isElsewhere }: Claim,
  place: Pick<Found, 'path' | 'range'>,
  existing: PathsOfGlob,
): Found[] {
  const row = `The row ${quoted(what)}`;
  if (named === undefined) {
    return [
      {
        ...place,
        message: `${row} cannot be told: a cell of it is too long or has too many open brackets`,
        remedy: 'Make the cell shorter.',
        cannotTell: true,
      },
    ];
  }
  if (named.length === 0 && !isElsewhere) {
    return [
      {
        ...place,
        message: `${row} claims that something works, and names no test that shows it`,
        remedy: 'Name the test by its path in code marks, or say that it is not shown yet.',
      },
    ];
  }
  return named.flatMap((path): Found[] => {
    const answer = existing(path);
    if (answer === 'there') return [];
    if (answer === 'too many') {
      return [
        {
          ...place,
          message: `Whether there is ${quoted(path)} cannot be told: there are too many patterns`,
          remedy: 'Name folders or files in the place of patterns.',
          cannotTell: true,
        },
      ];
    }
    return [
      {
        ...place,
        message: `${row} is shown by ${quoted(path)}, which is not there`,
        remedy: 'Name the test as it is called now, or take the claim back.',
      },
    ];
  });
}

const quoted = (text: string): string => `"${printable(shortened(text, 100))}"`;
