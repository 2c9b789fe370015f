import { formatTime, isAfter } from '../../common/clock.ts';
import type { LayerVerdict } from '../evidence/layer-verdict.ts';
import type { Receipt } from '../receipt/index.ts';

/** That a receipt states a time after `at`, the moment that was asked for: nothing when it does not, or none was. */
export function checkReceiptTime({ id, time }: Receipt, at: Date | undefined): LayerVerdict[] {
  if (at === undefined || !isAfter(new Date(time), at)) return [];
  const detail = `The receipt of ${id} is of ${time}, which is after ${formatTime(at)}.`;
  return [{ layer: 'receipt', status: 'invalid', reason: 'in-future', detail, time }];
}
