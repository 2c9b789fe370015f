import { asVaultMeshError } from '../../../../../common/error.ts';
import { namesOf } from '../../../../../common/json-pointer.ts';
import { refuseNewer } from '../../../../../common/refuse-newer.ts';
import { checkReceipt } from '../../../../receipt/check-receipt.ts';
import type { SchemaAnswer } from './schema-fault.ts';

/** Whether parsed JSON is meant as a receipt: no other format that is known has these members side by side. */
export function isMeantAsReceipt(value: unknown): value is object {
  const names = new Set(Object.keys(value ?? {}));
  return (
    ['component', 'subjects', 'evidence'].every((name) => names.has(name)) &&
    ['id', 'kind', 'missing', 'v', 'time'].filter((name) => names.has(name)).length >= 2
  );
}

/** What is wrong with a receipt by its schema and the rules beside it; its bytes and its place are other rules'. */
export function receiptFault(value: object): SchemaAnswer {
  try {
    refuseNewer('It', value, 1);
  } catch (error) {
    return { cannotTell: asVaultMeshError(error).message.replace(/\.$/, '') };
  }
  const receipt = checkReceipt(value);
  if (typeof receipt !== 'string') return undefined;
  const [, pointer = ''] = /^(\/\S*) /.exec(receipt) ?? [];
  return { at: namesOf(pointer), what: receipt };
}
