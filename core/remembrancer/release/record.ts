import { append, type AppendOptions, type RecordResult } from './append.ts';
import { sign, type SignOptions } from './sign.ts';
import { timestamp, type TimestampOptions } from './timestamp.ts';

export type RecordOptions = SignOptions & TimestampOptions & AppendOptions;

/** A whole record in one go: signs, time-stamps and appends. Throws what the three steps throw. */
export async function record(options: RecordOptions): Promise<RecordResult> {
  await sign(options);
  await timestamp(options);
  return append(options);
}
