import { fromBER } from 'asn1js';
import {
  Certificate,
  PKIStatus,
  SignedData,
  TimeStampResp,
  TSTInfo,
  type ContentInfo,
  type PKIStatusInfo,
  type SignerInfo,
} from 'pkijs';

import { readEssCertId, type EssCertId } from './ess-cert-id.ts';
import { OID } from './oids.ts';

/** A granted TimeStampResp (RFC 3161, 2.4.2), taken apart; nothing of it is verified yet. */
export interface TimestampToken {
  readonly signerInfo: SignerInfo;
  readonly essCertId: EssCertId;
  /** The DER of the TSTInfo, over which the signature goes. */
  readonly content: Uint8Array<ArrayBuffer>;
  readonly info: TSTInfo;
  /** The certificates that came along. */
  readonly certificates: readonly Certificate[];
}

/** The authority's answer when it did not grant the request, in its own words where it gave any. */
export interface TimestampRefusal {
  readonly refused: string;
}

/** More than any authority sends; bounds the search for a path. */
const MAX_CERTIFICATES = 16;

/** Parses a TimeStampResp; CMS may be BER (RFC 5652, 5.1). Throws a plain `Error` that says which part is not what it should be. */
export function parseTimestampResponse(der: Uint8Array): TimestampToken | TimestampRefusal {
  const bytes = new Uint8Array(der);
  const parsed = fromBER(bytes);
  if (parsed.offset !== bytes.length) throw new Error('it is not one ASN.1 value');
  const response = new TimeStampResp({ schema: parsed.result });
  const { status } = response.status;
  if (status !== PKIStatus.granted && status !== PKIStatus.grantedWithMods) {
    return { refused: refusalText(response.status) };
  }
  const token = response.timeStampToken;
  if (token?.contentType !== OID.signedData) throw new Error('it holds no CMS signed data');
  return parseToken(token);
}

function parseToken(token: ContentInfo): TimestampToken {
  const signedData = new SignedData({ schema: token.content });
  const { eContentType, eContent } = signedData.encapContentInfo;
  if (eContentType !== OID.tstInfo || eContent === undefined) throw new Error('it holds no TSTInfo');
  const [signerInfo, ...others] = signedData.signerInfos;
  if (signerInfo === undefined || others.length > 0) throw new Error('it must have exactly one signer');
  const essCertId = readEssCertId(signerInfo);
  if (essCertId === undefined) throw new Error('it does not say by which certificate it was signed');
  const certificates = (signedData.certificates ?? []).filter((each) => each instanceof Certificate);
  if (certificates.length > MAX_CERTIFICATES) throw new Error('it has too many certificates');
  const content = new Uint8Array(eContent.getValue());
  return {
    signerInfo,
    essCertId,
    content,
    info: TSTInfo.fromBER(content),
    certificates,
  };
}

function refusalText({ status, statusStrings = [] }: PKIStatusInfo): string {
  const text = statusStrings.map((string) => string.getValue()).join(' ');
  return text === '' ? `PKIStatus ${status}` : `PKIStatus ${status}: ${text}`;
}
