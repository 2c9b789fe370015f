import { Integer, Utf8String } from 'asn1js';
import { AttributeTypeAndValue, Certificate, type CryptoEngine } from 'pkijs';
import { expect, it } from '@jest/globals';

import { pathsToAnchors } from '../../../../../core/remembrancer/evidence/rfc3161/certificate-path.ts';
import { cryptoEngine } from '../../../../../core/remembrancer/evidence/rfc3161/crypto-engine.ts';

/** Certificates of one name and one key, each of which has issued all the others. */
async function mutualIssuers(count: number): Promise<Certificate[]> {
  const engine = cryptoEngine();
  const keys = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
    'sign',
    'verify',
  ]);
  return Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const certificate = new Certificate({ version: 2, serialNumber: new Integer({ value: index + 1 }) });
      for (const name of [certificate.subject, certificate.issuer]) {
        name.typesAndValues.push(
          new AttributeTypeAndValue({ type: '2.5.4.3', value: new Utf8String({ value: 'x' }) }),
        );
      }
      certificate.notBefore.value = new Date('2020-01-01');
      certificate.notAfter.value = new Date('2040-01-01');
      await certificate.subjectPublicKeyInfo.importKey(keys.publicKey, engine);
      await certificate.sign(keys.privateKey, 'SHA-256', engine);
      return Certificate.fromBER(certificate.toSchema().toBER());
    }),
  );
}

/** The engine, and how many signatures it was asked to verify. */
function countingEngine(): { readonly engine: CryptoEngine; readonly verified: () => number } {
  const engine = cryptoEngine();
  let count = 0;
  const verify = engine.verifyWithPublicKey.bind(engine);
  engine.verifyWithPublicKey = (...args) => {
    count += 1;
    return verify(...args);
  };
  return { engine, verified: () => count };
}

it("spends nothing on a stranger's certificates, however many issue one another", async () => {
  const [signer, ...candidates] = await mutualIssuers(40);
  const [root] = await mutualIssuers(1);
  const { engine, verified } = countingEngine();
  const anchors = { roots: [root!], spkiPins: [] };
  expect(await pathsToAnchors({ signer: signer!, candidates, anchors, engine })).toEqual([]);
  // Each once, by the root, whose name they have.
  expect(verified()).toBe(40);
});

it('finds a path through copies of a certificate once', async () => {
  const [signer, root] = await mutualIssuers(2);
  const { engine } = countingEngine();
  const anchors = { roots: [root!], spkiPins: [] };
  const candidates = Array.from({ length: 5 }, () => Certificate.fromBER(root!.toSchema().toBER()));
  const paths = await pathsToAnchors({ signer: signer!, candidates, anchors, engine });
  expect(paths).toHaveLength(1);
});
