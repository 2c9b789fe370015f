import {
  type CacheHint,
  type McpServer,
  type ReadResourceResult,
  ResourceNotFoundError,
  ResourceTemplate,
} from '@modelcontextprotocol/server';

import { toBase64, toHex } from '../../../core/common/bytes.ts';
import { VaultMeshError } from '../../../core/common/error.ts';
import { proveEntryAt, provePrefix, publishedCheckpoint } from '../../../core/remembrancer/ledger/index.ts';
import { inOneLine } from '../fence.ts';
import type { LedgerView } from '../live-ledger.ts';
import type { McpContext } from '../mcp-context.ts';
import { checkpointUri, CURRENT, decodedIndex, TEMPLATES } from '../uris.ts';

const JSON_TYPE = 'application/json';

/** What a tree of a given size says never changes: a year. For the one who asked, since a ledger may be private. */
const IMMUTABLE: CacheHint = { ttlMs: 31_536_000_000, cacheScope: 'private' };

/** Registers what proves the records: the signed checkpoint, the root at a size, and an entry in the tree of a size. */
export function addMerkleResources(server: McpServer, { live }: McpContext): void {
  /** What `prove` finds; what the ledger never had is not found. */
  const proven = (uri: URL, prove: (view: LedgerView) => Promise<object>): Promise<ReadResourceResult> =>
    live.read(async (view) => {
      try {
        return document(uri, await prove(view));
      } catch (error) {
        if (error instanceof VaultMeshError && NEVER_WAS.has(error.code)) {
          throw new ResourceNotFoundError(uri.href);
        }
        throw error;
      }
    });

  server.registerResource(
    'current',
    CURRENT,
    {
      title: 'Checkpoint',
      description: 'The signed checkpoint of the ledger as it stands, with the key that signed it.',
      mimeType: JSON_TYPE,
    },
    (uri) => proven(uri, ({ ledger }) => Promise.resolve(currentOf(ledger))),
  );
  server.registerResource(
    'checkpoint',
    new ResourceTemplate(TEMPLATES.checkpoint, {
      list: () =>
        live.read(({ memory: { size } }) => ({
          resources: [{ uri: checkpointUri(size), name: `checkpoint ${size}` }],
        })),
      complete: {
        size: (begun) =>
          live.read(({ memory }) => [String(memory.size)].filter((size) => size.startsWith(begun))),
      },
    }),
    {
      title: 'Root at a size',
      description:
        'The Merkle root of the first SIZE entries, which the signed checkpoint was proven to continue.',
      mimeType: JSON_TYPE,
      cacheHint: IMMUTABLE,
    },
    (uri, variables) =>
      proven(uri, async ({ store, ledger }) => {
        const size = counts(uri, variables['size']);
        const { root } = await provePrefix(store, ledger, size);
        return { origin: ledger.checkpoint.origin, size, root: toBase64(root) };
      }),
  );
  server.registerResource(
    'proof',
    // A list of them would be the list of records again.
    new ResourceTemplate(TEMPLATES.proof, {
      list: undefined,
      complete: {
        size: (begun) =>
          live.read(({ memory }) => [String(memory.size)].filter((size) => size.startsWith(begun))),
      },
    }),
    {
      title: 'Inclusion proof',
      description:
        'That entry INDEX is in the tree of the first SIZE entries (RFC 9162): leaf hash, hashes, root.',
      mimeType: JSON_TYPE,
      cacheHint: IMMUTABLE,
    },
    (uri, variables) =>
      proven(uri, async ({ store, ledger }) => {
        const [index, size] = [counts(uri, variables['index']), counts(uri, variables['size'])];
        const { root, leaf, proof } = await proveEntryAt(store, ledger, index, size);
        return {
          origin: ledger.checkpoint.origin,
          index,
          size,
          leafHash: toHex(leaf),
          hashes: proof.map(toBase64),
          root: toBase64(root),
        };
      }),
  );
}

/** How the ledger says that it never had such a size or entry. */
const NEVER_WAS = new Set(['usage', 'not-found']);

function counts(uri: URL, variable: string | string[] | undefined): number {
  const count = decodedIndex(variable);
  if (count === undefined) throw new ResourceNotFoundError(uri.href);
  return count;
}

/** Without cosignatures: whoever can push may add lines in the name of anybody, and their keys are not known here. */
const currentOf = ({
  checkpoint: { origin, size, root },
  head,
  note,
  verifier,
}: LedgerView['ledger']): object => ({
  origin,
  size,
  root: toBase64(root),
  commit: head,
  verifierKey: verifier.verifierKey,
  checkpoint: publishedCheckpoint(note, [verifier]),
});

const document = ({ href }: URL, value: object): ReadResourceResult => ({
  contents: [{ uri: href, mimeType: JSON_TYPE, text: inOneLine(value) }],
});
