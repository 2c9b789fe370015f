import { posix } from 'node:path';

import { decodedAddress } from '../../text/decoded-address.ts';
import { excerpt } from '../../text/excerpt.ts';
import { isDecisionFile } from '../../text/is-decision-file.ts';
import type { Rule } from '../rule.ts';

const LINK = /\]\(([^()\s:#]+\.md)(?:#[^()\s]*)?\)/g;

/** Links to Markdown files among the folders of the decisions lead somewhere. */
export const brokenLink: Rule = (decisions) => {
  const paths = new Set(decisions.map(({ path }) => path));
  const folders = new Set(decisions.map(({ path }) => posix.dirname(path)));
  return decisions.flatMap(({ path, document }) =>
    document.body
      .filter(({ isLiteral }) => !isLiteral)
      .flatMap(({ text, number }) =>
        [...text.matchAll(LINK)]
          .map(({ 1: address = '', index }) => ({ address, index }))
          .filter(({ address }) => isGone(targetOf(path, address), paths, folders))
          .map(({ address, index }) => ({
            rule: 'broken-link',
            path,
            line: number,
            column: index + '](x'.length,
            message: `The link to ${excerpt(address)} leads nowhere. Correct its address.`,
            severity: 'warning' as const,
          })),
      ),
  );
};

const targetOf = (path: string, address: string): string =>
  posix.join(posix.dirname(path), decodedAddress(address));

/** Where we see the whole folder we know what is not in it; elsewhere we do not. */
const isGone = (target: string, paths: ReadonlySet<string>, folders: ReadonlySet<string>): boolean =>
  folders.has(posix.dirname(target)) && !paths.has(target) && isDecisionFile(posix.basename(target));
