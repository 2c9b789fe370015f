import { formatTime } from '../../common/clock.ts';
import schema from '../../../ledger-schema/receipt.schema.json' with { type: 'json' };
import { schemaCheck } from '../../common/json-schema.ts';
import type { Receipt } from './receipt.ts';

const checkSchema = schemaCheck(schema);

/** `value` as a receipt, or a sentence on what is wrong with it: the JSON Schema, and the rules that a schema cannot say. */
export function checkReceipt(value: unknown): Receipt | string {
  const problem = checkSchema(value);
  if (problem !== undefined) return problem;
  // The one cast of this format: the schema has just been checked.
  const receipt = value as Receipt;
  return problemOf(receipt) ?? receipt;
}

function problemOf({ time, subjects, evidence }: Receipt): string | undefined {
  const date = new Date(time);
  if (Number.isNaN(date.getTime()) || formatTime(date) !== time) return `/time "${time}" does not exist`;
  const names = subjects.map(({ name }) => name);
  const twice = firstRepeated(names) ?? firstRepeated(evidence.map(({ layer, n }) => `${layer}-${n}`));
  if (twice !== undefined) return `"${twice}" is there twice`;
  const stray = evidence.find(({ subject }) => subject !== undefined && !names.includes(subject));
  if (stray !== undefined)
    return `the evidence ${stray.layer}-${stray.n} speaks of "${String(stray.subject)}", which is no subject`;
  return undefined;
}

const firstRepeated = (items: readonly string[]): string | undefined =>
  items.find((item, index) => items.indexOf(item) !== index);
