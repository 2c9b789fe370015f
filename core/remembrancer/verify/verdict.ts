import { succeeded, type Outcome } from '../../common/outcome.ts';
import { printable } from '../../common/printable.ts';
import type { Layer, LayerVerdict } from '../evidence/layer-verdict.ts';
import type { Subject } from '../evidence/subject.ts';
import type { Receipt } from '../receipt/index.ts';

/** The layers of which at least one must be valid. */
export type AnyOf = readonly [Layer, ...Layer[]];

/** What was recorded, as its receipt says. */
export interface RecordedAs extends Pick<Receipt, 'kind' | 'component' | 'version'> {
  readonly operation: string;
}

/**
 * What is known about an artifact. `invalid`: some layer is there and wrong. `incomplete`: nothing is wrong, and a
 * required layer is absent or untrusted. `valid`: nothing is wrong and every required layer is valid.
 */
export interface Verdict {
  readonly schema: 1;
  readonly verdict: 'valid' | 'invalid' | 'incomplete';
  /** The artifact as the proof names it, which need not be the name that the file has now. */
  readonly subject: Subject;
  /** What the receipt says that was recorded, for instance a release or an incident; absent when it cannot be read. */
  readonly record?: RecordedAs;
  /** The moment that was asked for, RFC 3339 in UTC; absent when none was. */
  readonly at?: string;
  /** What had to be valid: of each group at least one layer. */
  readonly required: readonly AnyOf[];
  /** One for each layer, in the order of `LAYERS`. */
  readonly layers: readonly LayerVerdict[];
}

/** The verdict on `layers`: what is wrong anywhere counts, and of what is right only what was required. */
export function judge(layers: readonly LayerVerdict[], required: readonly AnyOf[]): Verdict['verdict'] {
  if (layers.some(({ status }) => status === 'invalid')) return 'invalid';
  return required.every((group) => isMet(group, layers)) ? 'valid' : 'incomplete';
}

/** By default: inclusion in the ledger, and one signature by someone. */
export const DEFAULT_REQUIRED: readonly AnyOf[] = [['inclusion'], ['openpgp', 'sigstore']];

/** A verdict, and the trust file that it was judged by, as the user named it: another file gives another verdict. */
export interface FileVerdict extends Verdict {
  readonly trustFile: string;
}

/**
 * The verdict as the outcome of a command: `done`, `verification-failed` (exit 5) or `incomplete` (exit 6). `artifact`
 * is what was checked as the user named it, which need not be the name in the proof; `trustFile` what it was judged by.
 */
export function outcomeOfVerdict(
  verdict: Verdict,
  artifact: string,
  trustFile: string,
): Outcome<FileVerdict> {
  const name = printable(artifact);
  const result = { ...verdict, trustFile };
  switch (verdict.verdict) {
    case 'valid':
      return succeeded(`${name} is what the ledger says it is${meaning(verdict)}.`, result);
    case 'invalid':
      return {
        schema: 1,
        reason: 'verification-failed',
        message: `${name} failed verification: ${faults(verdict, 'invalid')}`,
        result,
      };
    case 'incomplete':
      return {
        schema: 1,
        reason: 'incomplete',
        message: `${name} cannot be told to be good: ${lacks(verdict)}`,
        result,
      };
  }
}

/** A file can be renamed, and a record of it need not be praise: an incident names its artifacts too. */
function meaning({ subject, record }: Verdict): string {
  if (record === undefined) return '';
  const { operation, kind, component, version } = record;
  return printable(`: ${subject.name} of the ${kind} ${operation} (${component} ${version})`);
}

const faults = ({ layers }: Verdict, status: LayerVerdict['status']): string =>
  layers
    .filter((layer) => layer.status === status)
    .map(({ detail }) => detail)
    .join(' ');

function lacks({ layers, required }: Verdict): string {
  const unmet = required.filter((group) => !isMet(group, layers)).flat();
  return layers
    .filter(({ layer }) => unmet.includes(layer))
    .map(({ detail }) => detail)
    .join(' ');
}

/** Whether one of the layers of the group is valid. */
const isMet = (group: AnyOf, layers: readonly LayerVerdict[]): boolean =>
  layers.some(({ layer, status }) => group.includes(layer) && status === 'valid');
