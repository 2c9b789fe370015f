import { fromBER, type BaseBlock, type Constructed } from 'asn1js';

import type { Layer } from '../../../../core/remembrancer/evidence/index.ts';
import type { Proof } from '../../../../core/remembrancer/proof/index.ts';

/** Bytes that may be others in a valid proof: one line of the table in ledger-schema/SPEC.md, section 8. */
export interface NotAuthenticated {
  readonly what: string;
  readonly why: string;
  /** From `start` up to `end`, without it. */
  readonly start: number;
  readonly end: number;
  /** The layer that is not valid any more when they are others; without one they mean nothing at all. */
  readonly loses?: Layer;
}

/** What of a time-stamp response nothing signs, in the order in which it stands there. */
const OF_A_TOKEN = [
  {
    what: 'status, and headers up to the TSTInfo',
    why: 'RFC 5652, 5.4, signs the TSTInfo itself and the signed attributes alone',
  },
  {
    what: 'headers of the certificates, that of the signer among them',
    why: 'the ESSCertID binds the certificate of the signer, and not how long its header says that it is',
  },
  {
    what: 'other certificates; version, name of the signer, digest algorithm',
    why: 'they only help to find what the ESSCertID and the digest in the signed attributes bind',
  },
  {
    what: 'signature algorithm, and headers of the signature',
    why: 'there is one key, and one way to read the numbers that it made',
  },
  { what: 'attributes that are not signed', why: 'nobody reads them' },
] as const;

/** The bytes of a TimeStampResp outside of the TSTInfo, the signer's certificate, the signed attributes and the signature. */
export function notAuthenticatedInToken(token: Uint8Array): NotAuthenticated[] {
  const { result } = fromBER(token);
  const [, contentInfo] = items(result);
  const [, explicit] = items(contentInfo);
  const [signedData] = items(explicit);
  const [, , encapsulated, certificates, ...rest] = items(signedData);
  const [, explicitContent] = items(encapsulated);
  const [content] = items(explicitContent);
  const [signerInfo] = items(rest.at(-1));
  const [signerCertificate] = items(certificates);
  const part = (tagClass: number, tagNumber: number): BaseBlock | undefined =>
    items(signerInfo).find(({ idBlock }) => idBlock.tagClass === tagClass && idBlock.tagNumber === tagNumber);
  /** Where a block of `token` is, without the first bytes of it. */
  const rangeOf = (block: BaseBlock | undefined, headers: number): { start: number; end: number } => {
    const { byteOffset, byteLength } = block!.valueBeforeDecodeView;
    // The input may itself be a view.
    const start = byteOffset - result.valueBeforeDecodeView.byteOffset;
    return { start: start + headers, end: start + byteLength };
  };
  const signed = [
    rangeOf(content, 2),
    rangeOf(signerCertificate, 4),
    rangeOf(part(CONTEXT, 0), 0),
    // The OCTET STRING, and in it the SEQUENCE of an ECDSA signature.
    rangeOf(part(UNIVERSAL, OCTET_STRING), 2 + 2),
  ];
  return OF_A_TOKEN.map((item, i) => ({
    ...item,
    start: signed[i - 1]?.end ?? 0,
    end: signed[i]?.start ?? token.length,
  }));
}

const UNIVERSAL = 1;
const CONTEXT = 3;
const OCTET_STRING = 4;

const items = (block: BaseBlock | undefined): readonly BaseBlock[] => (block as Constructed).valueBlock.value;

/** The bytes of the proof file that are not authenticated; `text` is that file, in which every character but the dash of a note is one byte. */
export function notAuthenticatedInFile(
  { checkpointTimestamps = [] }: Proof,
  text: string,
): NotAuthenticated[] {
  const tokens = checkpointTimestamps.flatMap((token): NotAuthenticated[] => {
    const encoded = Buffer.from(token).toString('base64');
    const start = byteAt(text, text.indexOf(encoded));
    return [
      ...notAuthenticatedInToken(token).map((part) => ({
        ...part,
        start: start + Math.floor((part.start * 4) / 3),
        end: start + Math.ceil((part.end * 4) / 3) + 1,
      })),
      {
        what: 'a token over the checkpoint by nobody that the trust file names',
        why: 'anybody can add one, so it is left aside',
        start,
        end: start + encoded.length,
        loses: 'checkpoint-time',
      },
    ];
  });
  // The last member of the file; cosignatures of other checkpoints in it, such as those of late evidence, count for nothing.
  const counted = text.lastIndexOf('"tlogProof":');
  const cosignatures = Array.from(text.matchAll(COSIGNATURE), ({ 0: line, index }): NotAuthenticated => {
    const start = byteAt(text, index);
    return {
      what: 'a signature line by a key that the trust file does not name',
      why: 'C2SP signed-note says to ignore it',
      start,
      end: start + Buffer.byteLength(line),
      ...(index > counted && { loses: 'witness' }),
    };
  });
  return [...tokens, ...cosignatures];
}

/** In JSON, where a line feed is two characters. */
const COSIGNATURE = /\u2014 witness\.example [^\\]*\\n/gu;

const byteAt = (text: string, index: number): number => Buffer.byteLength(text.slice(0, index));
