import { describe, expect, it } from '@jest/globals';

import {
  DIALECTS,
  metaSchemas,
} from '../../../../../../../core/remembrancer/covenant/rules/integrity/schemas/dialects.ts';
import { processorTime } from '../processor-time.ts';

describe.each(DIALECTS)('a schema of %s', (dialect) => {
  it('may not ask for a member twice', () => {
    const faultBy = metaSchemas();
    expect(faultBy(dialect, { required: ['a', 'b'] })).toBeUndefined();
    expect(faultBy(dialect, { required: ['a', 'a'] })).toEqual({
      at: ['required'],
      what: 'must NOT have items that are the same',
    });
  });

  it.each(['enum', 'type'])('is judged in a moment with a long %s', async (word) => {
    const faultBy = metaSchemas();
    const schema = { [word]: Array.from({ length: 100_000 }, (_, n) => n) };
    expect(await processorTime(() => Promise.resolve(faultBy(dialect, schema)))).toBeLessThan(3000);
  });
});
