import { parseIndex } from '../../core/common/decimal.ts';
import { decisionName, type MemoryRecord } from '../../core/remembrancer/memory/index.ts';

/** The templates of what can be read (RFC 6570). */
export const TEMPLATES = {
  memory: 'memory://{id}',
  adr: 'adr://{id}',
  receipt: 'receipt://{kind}/{component}/{version}',
  checkpoint: 'merkle://checkpoint/{size}',
  proof: 'merkle://proof/{index}/{size}',
} as const;

export const CURRENT = 'merkle://current';

export const memoryUri = ({ id }: Pick<MemoryRecord, 'id'>): string => `memory://${encoded(id)}`;

/** What a decision is asked for by: its number or, where it was not accepted and has none, its operation id. */
export const adrName = ({ id, number }: Pick<MemoryRecord, 'id' | 'number'>): string =>
  number === undefined ? id : decisionName(number);

export const adrUri = (decision: Pick<MemoryRecord, 'id' | 'number'>): string =>
  `adr://${encoded(adrName(decision))}`;

export const receiptUri = ({
  kind,
  component,
  version,
}: Pick<MemoryRecord, 'kind' | 'component' | 'version'>): string =>
  `receipt://${encoded(kind)}/${encoded(component)}/${encoded(version)}`;

export const checkpointUri = (size: number): string => `merkle://checkpoint/${size}`;

export const proofUri = (index: number, size: number): string => `merkle://proof/${index}/${size}`;

/** The variable of a template as it was meant: percent-decoded; `undefined` for what is no such encoding. */
export function decoded(variable: string | readonly string[] | undefined): string | undefined {
  if (typeof variable !== 'string' || variable === '' || variable.length > LONGEST) return undefined;
  try {
    return decodeURIComponent(variable);
  } catch {
    return undefined;
  }
}

/** The count or index that a variable of a template writes, in decimal without leading zeros. */
export function decodedIndex(variable: string | readonly string[] | undefined): number | undefined {
  const text = decoded(variable);
  return text === undefined ? undefined : parseIndex(text);
}

/** The longest line of a receipt has 500 characters, each of which may take twelve here. */
const LONGEST = 6_000;

const encoded = (text: string): string => encodeURIComponent(text.toWellFormed());
