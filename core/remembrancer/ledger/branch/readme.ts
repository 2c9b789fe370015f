import { toBase64 } from '../../../common/bytes.ts';
import { parseEntry } from '../../receipt/index.ts';
import type { Checkpoint } from '../checkpoint.ts';
import type { PlacedEntry } from '../append/log-state.ts';
import { FILES, receiptPath } from './branch-paths.ts';

/** How many entries the README lists. */
export const LATEST_ENTRIES = 20;

/**
 * The README of the branch: what this is, its root, the `latest` entries (oldest first), and how to check it without our
 * tools.
 */
export const formatReadme = (
  checkpoint: Checkpoint,
  latest: readonly PlacedEntry[],
  verifierKey: string,
): string =>
  `# Ledger of ${escape(checkpoint.origin)}

![${checkpoint.size} entries](${FILES.badge})

An append-only Merkle log ([C2SP tlog-tiles](https://c2sp.org/tlog-tiles)) of what this repository released, deployed and
decided. It is written by the repository's own workflow; do not edit this branch by hand.

| | |
| --- | --- |
| Entries | ${checkpoint.size} |
| Root hash | \`${toBase64(checkpoint.root)}\` |
| Log key | \`${verifierKey}\` |

## Latest entries

${table(checkpoint.size, latest)}

## How to check it

- \`checkpoint\` is a [signed note](https://c2sp.org/signed-note) with origin, size and root hash. Every commit of this branch
  is a complete log: any tlog-tiles client reads it from a commit's raw files, for example
  \`go run github.com/transparency-dev/tessera/cmd/fsck@v1.0.4 --storage_url=file://$PWD/ --public_key=vkey --origin=${escape(checkpoint.origin)} --ui=false\`.
- An entry is a line of JSON in \`tile/entries\`. Its \`receipt\` is the SHA-256 of \`receipts/<tile>/<index>.json\`, which names
  the artifacts by SHA-256: \`sha256sum receipts/000/0.json\`.
- The evidence of an entry is in \`evidence/<tile>/<index>/\`: \`gpg --verify openpgp-1.asc <artifact>\`,
  \`openssl ts -verify -in rfc3161-1.tsr -data <artifact> -CAfile <root of the authority>\`; \`sigstore-1.json\` is a Sigstore bundle.
- \`vaultmesh verify\` does all of it, offline, from the \`.vmproof\` file beside an artifact.

Trust the log key only after you saw it in a second place: a branch that was replaced as a whole brings its own \`vkey\`.
`;

/** `latest` as a table, newest first. */
function table(size: number, latest: readonly PlacedEntry[]): string {
  if (size === 0) return 'None yet.';
  if (latest.length === 0) return 'Under [receipts](receipts).';
  const rows = latest
    .map(({ index, entry }) => ({ ...parseEntry(entry), index }))
    .toReversed()
    .map(
      ({ index, t, kind, id }) =>
        `| ${index} | ${t} | ${escape(kind)} | ${escape(id)} | [receipt](${receiptPath(index)}) |`,
    );
  return [
    '| Index | Time | Kind | Operation | |',
    '| --: | --- | --- | --- | --- |',
    ...rows,
    ...(size > rows.length ? ['', 'Older ones are under [receipts](receipts).'] : []),
  ].join('\n');
}

/** Text that Markdown shows as it is, whatever an operation is called. */
const escape = (text: string): string =>
  text.replace(/[^A-Za-z0-9 .,:/@+=_-]/gu, (char) => `&#${char.codePointAt(0) ?? 0};`);
