import { KeyObject, sign } from 'node:crypto';

import { dsse } from '@sigstore/core';
import { Integer } from 'asn1js';
import { Certificate } from 'pkijs';

import { toBase64, utf8 } from '../../../../../core/common/bytes.ts';
import { cryptoEngine } from '../../../../../core/remembrancer/evidence/rfc3161/crypto-engine.ts';
import {
  PREDICATE_TYPE,
  STATEMENT_TYPE,
} from '../../../../../core/remembrancer/evidence/sigstore/provenance-statement.ts';
import { PAYLOAD_TYPE } from '../../../../../core/remembrancer/evidence/sigstore/statement-fault.ts';
import type { EvidenceFile, Receipt } from '../../../../../core/remembrancer/receipt/index.ts';
import { RECORDED_AT } from './signed-ledger.ts';

/** A Sigstore bundle that holds by the certificate that it carries, which nobody vouches for: provenance of `subjects`. */
export async function bundleOver(subjects: Receipt['subjects']): Promise<EvidenceFile> {
  const engine = cryptoEngine();
  const curve = { name: 'ECDSA', namedCurve: 'P-256' };
  const keys = await crypto.subtle.generateKey(curve, true, ['sign', 'verify']);
  const certificate = new Certificate({ version: 2, serialNumber: new Integer({ value: 1 }) });
  for (const time of [certificate.notBefore, certificate.notAfter]) time.value = RECORDED_AT;
  await certificate.subjectPublicKeyInfo.importKey(keys.publicKey, engine);
  await certificate.sign(keys.privateKey, 'SHA-256', engine);
  const payload = JSON.stringify({
    _type: STATEMENT_TYPE,
    subject: subjects.map(({ name, sha256 }) => ({ name, digest: { sha256 } })),
    predicateType: PREDICATE_TYPE,
  });
  const signed = dsse.preAuthEncoding(PAYLOAD_TYPE, Buffer.from(payload));
  const bundle = {
    mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
    verificationMaterial: {
      certificate: { rawBytes: toBase64(new Uint8Array(certificate.toSchema().toBER())) },
      tlogEntries: [],
    },
    dsseEnvelope: {
      payloadType: PAYLOAD_TYPE,
      payload: toBase64(utf8(payload)),
      signatures: [{ sig: toBase64(sign('sha256', signed, KeyObject.from(keys.privateKey))) }],
    },
  };
  return { layer: 'sigstore', n: 1, content: utf8(JSON.stringify(bundle)) };
}
