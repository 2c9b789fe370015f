import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { ownBundleFault } from '../../../../../core/remembrancer/evidence/sigstore/own-bundle-fault.ts';
import { provenanceStatement } from '../../../../../core/remembrancer/evidence/sigstore/provenance-statement.ts';
import { signStatement } from '../../../../../core/remembrancer/evidence/sigstore/sign-statement.ts';
import { type Services, startServices } from '../../../../../sandbox/services/index.ts';
import { RUN, tokenOf } from './workflow-run.ts';

const SUBJECTS = [
  { name: 'app.tar.gz', sha256: '1'.repeat(64) },
  { name: 'app.zip', sha256: '2'.repeat(64) },
];

let services: Services;
let bundle: string;

beforeAll(async () => {
  services = await startServices({ serverUrl: RUN.serverUrl });
  bundle = await signStatement({
    statement: provenanceStatement(SUBJECTS, RUN),
    identityToken: await tokenOf(services),
    fulcioUrl: services.fulcioUrl,
    rekorUrl: services.rekorUrl,
    timeoutMs: 20_000,
  });
});

afterAll(() => services.stop());

const changed = (path: readonly string[], change: (text: string) => string): string => {
  const parts: unknown = JSON.parse(bundle);
  let at = parts as Record<string, unknown>;
  for (const name of path.slice(0, -1)) at = at[name] as Record<string, unknown>;
  const last = path.at(-1)!;
  at[last] = change(String(at[last]));
  return JSON.stringify(parts);
};

describe('a Sigstore bundle, by its own certificate', () => {
  it('holds for each artifact that it names, without a trusted root', () => {
    expect(ownBundleFault(bundle, SUBJECTS)).toBeUndefined();
  });

  it('does not for an artifact of another name or digest', () => {
    for (const stranger of [
      { ...SUBJECTS[0]!, name: 'other' },
      { ...SUBJECTS[0]!, sha256: '3'.repeat(64) },
    ]) {
      expect(ownBundleFault(bundle, [SUBJECTS[1]!, stranger])).toContain('does not name');
    }
  });

  it('does not when statement or signature were changed', () => {
    const other = Buffer.from(
      JSON.stringify(provenanceStatement([{ name: 'app.tar.gz', sha256: '4'.repeat(64) }], RUN)),
    ).toString('base64');
    const statement = changed(['dsseEnvelope', 'payload'], () => other);
    expect(ownBundleFault(statement, [{ name: 'app.tar.gz', sha256: '4'.repeat(64) }])).toContain(
      'does not hold',
    );
    const flipped = changed(['dsseEnvelope', 'signatures', '0', 'sig'], (sig) => {
      const bytes = Buffer.from(sig, 'base64');
      bytes[bytes.length - 1]! ^= 1;
      return bytes.toString('base64');
    });
    expect(ownBundleFault(flipped, SUBJECTS)).toContain('does not hold');
  });

  it.each(['', 'x', '{}', '[]', 'null'])('is none in %j', (text) => {
    expect(ownBundleFault(text, SUBJECTS)).toContain('does not hold');
  });
});
