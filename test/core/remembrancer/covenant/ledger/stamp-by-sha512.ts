import { createHash } from 'node:crypto';

import { OctetString } from 'asn1js';
import { AlgorithmIdentifier, MessageImprint, TimeStampReq } from 'pkijs';

import { utf8 } from '../../../../../core/common/bytes.ts';
import { OID } from '../../../../../core/remembrancer/evidence/rfc3161/oids.ts';
import type { EvidenceFile } from '../../../../../core/remembrancer/receipt/index.ts';
import type { Makers } from './signed-ledger.ts';

/** A time-stamp over the SHA-512 of `app.tar.gz`, of which a receipt need not have more than the SHA-256. */
export async function stampBySha512(content: string, { authority }: Makers): Promise<EvidenceFile> {
  const digest = createHash('sha512').update(utf8(content)).digest();
  const request = new TimeStampReq({
    version: 1,
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithmId: OID.sha512 }),
      hashedMessage: new OctetString({ valueHex: digest }),
    }),
  });
  const answer = await authority.fetch('http://tsa', { method: 'POST', body: request.toSchema().toBER() });
  const token = new Uint8Array(await answer.arrayBuffer());
  return { layer: 'rfc3161', n: 1, subject: 'app.tar.gz', content: token };
}
