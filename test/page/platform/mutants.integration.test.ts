import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';

import { bytesContent, subjectOfFile, type Artifact } from '../../../core/remembrancer/evidence/index.ts';
import { parseProof, type Proof } from '../../../core/remembrancer/proof/index.ts';
import { makeReceipt, parseReceipt, receiptBytes } from '../../../core/remembrancer/receipt/index.ts';
import { verifyArtifact } from '../../../core/remembrancer/verify/index.ts';
import { startServices } from '../../../sandbox/services/index.ts';
import { fullRelease, type FullRelease } from '../full-release.ts';
import { importForBrowser } from './import-for-browser.ts';

let directory: string;
let release: FullRelease;
let proof: Proof;
let artifact: Artifact;
let forBrowser: { verifyArtifact: typeof verifyArtifact };

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'vaultmesh-page-'));
  const services = await startServices();
  release = await fullRelease(directory, services, 'app.tar.gz', Buffer.from('the bytes of the release'));
  await services.stop();
  proof = parseProof(await readFile(release.proof, 'utf8'));
  artifact = {
    subject: await subjectOfFile(release.artifact),
    content: bytesContent(await readFile(release.artifact)),
  };
  forBrowser = (await importForBrowser(
    `export { verifyArtifact } from './core/remembrancer/verify/index.ts';`,
  )) as typeof forBrowser;
});
afterAll(() => rm(directory, { recursive: true, force: true }));

/** The proof with another byte in one piece of evidence, and a receipt that vouches for it, so that it is looked at. */
function mutant(layer: string, position: number): Proof {
  const evidence = proof.evidence.map((file) =>
    file.layer === layer
      ? {
          ...file,
          content: file.content.map((byte, i) => (i === position ? byte ^ (1 << (position % 7)) : byte)),
        }
      : file,
  );
  const { id, kind, component, version, time, subjects, missing } = parseReceipt(proof.receipt);
  const fields = { id, kind, component, version, subjects, missing, time: new Date(time) };
  return { ...proof, evidence, receipt: receiptBytes(makeReceipt({ ...fields, evidence })) };
}

it.each(['openpgp', 'openpgp-key', 'sigstore', 'rfc3161'])(
  'the code of the page judges changed %s evidence as Node does, word for word',
  async (layer) => {
    const { length } = proof.evidence.find((file) => file.layer === layer)!.content;
    const at = new Date();
    const statuses = new Set<string>();
    for (let position = 0; position < length; position += Math.ceil(length / 30)) {
      const options = {
        artifact,
        proof: mutant(layer, position),
        trust: release.trust,
        // The same moment for both, whatever they say of it.
        clock: () => at,
      };
      const verdict = await verifyArtifact(options);
      expect([position, await forBrowser.verifyArtifact(options)]).toEqual([position, verdict]);
      statuses.add(verdict.layers.find((each) => each.layer === layer.replace('-key', ''))!.status);
    }
    expect([...statuses]).toContain('invalid');
  },
);
