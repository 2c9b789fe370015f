import { resolve } from 'node:path';

import { VaultMeshError } from '../../../core/common/error.ts';
import { readHead } from '../../../core/remembrancer/ledger/index.ts';
import { proofFromLedger } from '../../../core/remembrancer/proof/index.ts';
import { policyOf } from '../../../core/remembrancer/trust/index.ts';
import { outcomeOfVerdict, verifyArtifact } from '../../../core/remembrancer/verify/index.ts';
import { parseLayers } from '../../../core/remembrancer/verify/parse-layers.ts';
import { readTrustFile } from '../../read-trust-file.ts';
import type { Terminal } from '../../terminal.ts';
import { trustFilePath } from '../../trust-option.ts';
import { verifyFile } from '../../verify/verify-file.ts';
import { allowedFile } from '../allowed-file.ts';
import type { LiveLedger } from '../live-ledger.ts';
import type { McpContext } from '../mcp-context.ts';
import type { McpOptions } from '../mcp-options.ts';

/** The verdicts of a server: those of `vaultmesh verify`, by the trust file and the layers of the server's own options. */
export function verification(
  terminal: Terminal,
  live: LiveLedger,
  { folder, trust: given, require }: Pick<McpOptions, 'folder' | 'trust' | 'require'>,
): McpContext['verify'] {
  const { directory, clock } = terminal;
  const trustFile = async (): Promise<string> => resolve(directory, await trustFilePath(terminal, given));
  return {
    byPath: async (path) => {
      const { folder: root, file } = await allowedFile(terminal, folder, path);
      const { file: proof } = await allowedFile(terminal, folder, `${file}.vmproof`);
      const here = { ...terminal, directory: root };
      const trust = await trustFile();
      return verifyFile(here, file, { proof, trust, ...(require !== undefined && { require }) });
    },
    byDigest: async (sha256) => {
      const path = await trustFile();
      const trust = await readTrustFile(terminal, path);
      const verdict = await live.read(async ({ store, ledger: { checkpoint } }) => {
        const logs = policyOf(trust).logs.filter(({ name }) => name === checkpoint.origin);
        if (logs.length === 0) {
          throw new VaultMeshError('usage', `The trust file names no key of the log ${checkpoint.origin}.`);
        }
        const options = { logs, trust: trust.rfc3161, clock };
        const proof = await proofFromLedger(store, await readHead(store, logs), sha256, options);
        return verifyArtifact({
          artifact: { subject: { name: proof.subject.name, sha256 } },
          proof,
          trust,
          clock,
          ...(require !== undefined && { require: parseLayers(require.split(','), '--require') }),
        });
      });
      return { outcome: outcomeOfVerdict(verdict, sha256, path) };
    },
  };
}
