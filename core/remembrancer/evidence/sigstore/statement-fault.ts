import type { Subject } from '../subject.ts';
import { PREDICATE_TYPE, STATEMENT_TYPE } from './provenance-statement.ts';

/** The type of a DSSE payload that is an in-toto statement. */
export const PAYLOAD_TYPE = 'application/vnd.in-toto+json';

const STATEMENT_TYPES: readonly unknown[] = [STATEMENT_TYPE, 'https://in-toto.io/Statement/v0.1'];

/**
 * What keeps the envelope's payload from being provenance of `artifact`, in a sentence; `undefined` when nothing does: it
 * is an in-toto statement with SLSA v1 provenance, so not one about a scan that failed, and one of its subjects has the
 * artifact's name and SHA-256, and no digest of it says otherwise.
 */
export function statementFault(
  envelope: { readonly payloadType: string; readonly payload: Uint8Array },
  artifact: Pick<Subject, 'name' | 'sha256' | 'sha512'>,
): string | undefined {
  if (envelope.payloadType !== PAYLOAD_TYPE) {
    return `The Sigstore bundle signs ${envelope.payloadType}, not an in-toto statement.`;
  }
  const statement = statementOf(envelope.payload);
  if (statement['predicateType'] !== PREDICATE_TYPE) {
    return `The signed statement is not SLSA v1 provenance (${PREDICATE_TYPE}).`;
  }
  const named = subjectsOf(statement).filter(({ name }) => name === artifact.name);
  return named.some(({ digest }) => isDigestOf(artifact, digest))
    ? undefined
    : `The signed statement does not name ${artifact.name} with the digest ${artifact.sha256}.`;
}

interface StatementSubject {
  readonly name: unknown;
  readonly digest: Readonly<Record<string, unknown>>;
}

function isDigestOf(
  { sha256, sha512 }: Pick<Subject, 'sha256' | 'sha512'>,
  digest: StatementSubject['digest'],
): boolean {
  const stated = digest['sha512'];
  return digest['sha256'] === sha256 && (stated === undefined || sha512 === undefined || stated === sha512);
}

type Members = Readonly<Record<string, unknown>>;

/** The members of an in-toto statement, none when it is not one. */
function statementOf(payload: Uint8Array): Members {
  try {
    const statement: unknown = JSON.parse(Buffer.from(payload).toString());
    return isRecord(statement) && STATEMENT_TYPES.includes(statement['_type']) ? statement : {};
  } catch {
    return {};
  }
}

function subjectsOf(statement: Members): StatementSubject[] {
  const subjects: unknown = statement['subject'];
  if (!Array.isArray(subjects)) return [];
  return subjects.flatMap((subject: unknown) =>
    isRecord(subject) && isRecord(subject['digest'])
      ? [{ name: subject['name'], digest: subject['digest'] }]
      : [],
  );
}

const isRecord = (value: unknown): value is Members => typeof value === 'object' && value !== null;
