import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';

import { beforeEach, describe, expect, it } from '@jest/globals';

import { sha256Hex } from '../../../../core/common/bytes.ts';
import type { Outcome } from '../../../../core/common/outcome.ts';
import {
  emptyLedger,
  generateLogKey,
  memoryStore,
  type MemoryStore,
  parseSignerKey,
} from '../../../../core/remembrancer/ledger/index.ts';
import { outcomeOfRecord, record, type RecordOutcome } from '../../../../core/remembrancer/release/index.ts';
import { temporaryFolder } from '../evidence/temporary-folder.ts';

const signer = parseSignerKey(generateLogKey('github.com/acme/app').signerKey);
const folder = temporaryFolder();

let store: MemoryStore;

beforeEach(() => {
  store = memoryStore(emptyLedger(signer));
});

async function deployed(context?: Record<string, string>): Promise<Outcome<RecordOutcome>> {
  const made = await record({
    directory: join(folder.path, randomUUID()),
    artifacts: [{ subject: { name: 'a', sha256: sha256Hex('a') } }],
    sigstore: { layer: 'sigstore', reason: 'not-configured', detail: 'Sigstore is off.' },
    authorities: { layer: 'rfc3161', reason: 'not-configured', detail: 'No authority is asked.' },
    onMissing: 'defer',
    store,
    signer,
    record: {
      id: 'deployment:app:1.0.0',
      kind: 'deployment',
      component: 'app',
      version: '1.0.0',
      ...(context && { context }),
    },
    clock: () => new Date(),
    random: () => 0,
    fetch: () => Promise.reject(new Error('not asked for')),
    randomBytes,
  });
  return outcomeOfRecord(made);
}

describe('an operation that was recorded before', () => {
  it('keeps its words, and says which of the new ones it does not have', async () => {
    await deployed({ what: 'Deploy', why: 'The disk was full.' });
    const { reason, message, result } = await deployed({
      what: 'Deploy',
      why: 'Logs grow.',
      how: 'By hand.',
    });
    expect(reason).toBe('already-done');
    expect(message).toContain(
      'It keeps its words: the new why, how was not recorded; give it an operation of its own for that.',
    );
    expect(result).toMatchObject({
      notRecorded: ['why', 'how'],
      receipt: { context: { what: 'Deploy', why: 'The disk was full.' } },
    });
  });

  it.each([[{ why: 'The disk was full.' }], [undefined]])(
    'says nothing of words for the same ones, and for none: %j',
    async (again) => {
      await deployed({ why: 'The disk was full.' });
      const { message, result } = await deployed(again);
      expect(message).not.toContain('words');
      expect(result).not.toHaveProperty('notRecorded');
    },
  );
});
