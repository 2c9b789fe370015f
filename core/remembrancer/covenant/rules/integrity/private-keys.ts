import type { FileRule } from '../../rule.ts';
import { findPrivateKeyBlocks } from './secrets/private-key-blocks.ts';
import { findEncodedKeys, findKeyWords, findPuttyKeys } from './secrets/private-key-lines.ts';
import { LARGEST_TEXT } from './secrets/largest-text.ts';

/** VM-I-05: no private key is in the tree, encrypted or not, of a test or not. */
export const privateKeys: FileRule = {
  id: 'VM-I-05',
  title: 'No private key is in the repository',
  severity: 'high',
  level: 'enforce',
  since: 1,
  fixable: false,
  kind: 'file',
  concerns: () => true,
  // The last two are the marks of UTF-16.
  mayBreak:
    /-----BEGIN [A-Z0-9 ]{0,60}PRIVATE KEY|LS0tLS1CRUdJTi|PRIVATE\+KEY\+|AGE-SECRET-KEY-|PuTTY-User-Key-File-|^\xff\xfe|^\xfe\xff/u,
  binary: true,
  mostBytes: LARGEST_TEXT,
  passesOverLarger: true,
  check: ({ path, text }) =>
    [findPrivateKeyBlocks, findKeyWords, findPuttyKeys, findEncodedKeys]
      .flatMap((find) => find(text))
      .sort((a, b) => a.start - b.start)
      .map(({ kind, start, end }) => ({
        path,
        range: { start, end },
        message: `The file has a private key in it: ${kind}`,
        remedy:
          'Replace the key wherever it is used, take it out of the file, and keep the new one in a secret store.',
      })),
};
