import { beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { toBase64 } from '../../../../../core/common/bytes.ts';
import {
  formatCheckpoint,
  generateWitnessKey,
  openNote,
  parseVerifierKey,
  parseWitnessKey,
  signNote,
} from '../../../../../core/remembrancer/ledger/index.ts';
import {
  answerAddCheckpoint,
  formatAddCheckpoint,
  type WitnessAnswer,
} from '../../../../../core/remembrancer/witness/index.ts';
import { memoryState } from './memory-state.ts';
import { sampleLog } from './sample-log.ts';

const log = sampleLog('log.example/a');
const other = sampleLog('log.example/b');
const key = generateWitnessKey('witness.example');
const signer = parseWitnessKey(key.signerKey);
const witnessKey = parseVerifierKey(key.verifierKey);
const clock = () => new Date('2026-11-20T09:30:00Z');

let state: ReturnType<typeof memoryState>;
beforeEach(() => {
  state = memoryState();
});

const ask = (body: string, logs = [log.verifier, other.verifier]): Promise<WitnessAnswer> =>
  answerAddCheckpoint(body, { logs, state, signer, clock });

describe('a witness answers add-checkpoint', () => {
  it('with its cosignature, for a log that it never saw', async () => {
    const answer = await ask(log.request(0, 5));
    expect(answer).toMatchObject({ status: 200, type: 'text/plain; charset=utf-8' });
    expect(answer.body).toMatch(/^— witness\.example \S+\n$/u);
    const { signatures } = openNote(log.checkpoint(5) + answer.body, [log.verifier, witnessKey]);
    expect(signatures.map(({ time }) => time)).toEqual([0, clock().getTime() / 1000]);
  });

  it('with a cosignature for each step of a log that only grows, and keeps what it signed before', async () => {
    const sizes = [0, 0, 1, 2, 3, 7, 8, 255, 256, 257, 257, 300];
    for (const [i, size] of sizes.entries()) {
      expect(await ask(log.request(sizes[i - 1] ?? 0, size))).toMatchObject({ status: 200 });
      expect(state.kept).toHaveLength(i + 1);
      expect(state.kept.at(-1)).toContain(`log.example/a\n${size}\n`);
    }
  });

  it('with 404 for an origin that it does not know', async () => {
    expect(await ask(log.request(0, 5), [other.verifier])).toMatchObject({ status: 404 });
  });

  it.each([
    ['another key of that name', sampleLog(log.origin).request(0, 5)],
    ['the key of another log', formatOf(0, [], signNote(textOf(5), other.signer))],
    ['a bad signature by the key of the log', log.request(0, 5).replace(/\n5\n/u, '\n6\n')],
  ])('with 403 when it is signed by %s', async (_, body) => {
    expect(await ask(body)).toMatchObject({ status: 403 });
    expect(state.kept).toEqual([]);
  });

  it.each([
    ['an old size above the checkpoint', log.request(6, 5)],
    ['no empty line', 'old 0'],
    ['no old line', log.request(0, 5).replace('old 0\n', '')],
    ['a size with a leading zero', log.request(0, 5).replace('old 0', 'old 00')],
    ['a negative size', log.request(0, 5).replace('old 0', 'old -1')],
    ['a proof line that is no hash', log.request(0, 5).replace('old 0\n', 'old 0\nAAAA\n')],
    ['64 proof lines', formatOf(3, Array<Uint8Array>(64).fill(log.root(1)), log.checkpoint(5))],
    ['a checkpoint without signatures', `old 0\n\n${textOf(5)}`],
    ['a signed note that is no checkpoint', formatOf(0, [], signNote(`${log.origin}\nfive\n`, log.signer))],
  ])('with 400 for %s', async (_, body) => {
    expect(await ask(body)).toMatchObject({ status: 400, type: 'text/plain; charset=utf-8' });
    expect(state.kept).toEqual([]);
  });

  it('with 409 and the size that it saw, when the old size is another', async () => {
    await ask(log.request(0, 5));
    for (const body of [log.request(0, 8), log.request(4, 8), log.request(6, 8), log.request(4, 4)]) {
      expect(await ask(body)).toEqual({ status: 409, type: 'text/x.tlog.size', body: '5\n' });
    }
    expect(await ask(other.request(3, 8))).toEqual({ status: 409, type: 'text/x.tlog.size', body: '0\n' });
  });

  it('with 422 when the proof does not hold, and remembers nothing of it', async () => {
    await ask(log.request(0, 5));
    const fork = sampleLog(log.origin, 'fork', log.signer);
    const bodies = [
      fork.request(5, 8),
      fork.request(5, 5),
      formatOf(5, [], log.checkpoint(8)),
      formatOf(5, log.proof(5, 8).slice(1), log.checkpoint(8)),
      formatOf(5, [...log.proof(5, 8), log.root(1)], log.checkpoint(8)),
      formatOf(5, [log.root(1)], log.checkpoint(5)),
    ];
    for (const body of bodies) expect(await ask(body)).toMatchObject({ status: 422 });
    expect(state.kept).toHaveLength(1);
  });

  it('with 422 for a proof from size 0, and for an empty log with another root', async () => {
    expect(await ask(formatOf(0, [log.root(1)], log.checkpoint(5)))).toMatchObject({ status: 422 });
    expect(await ask(formatOf(0, [], log.checkpoint(0, log.root(1))))).toMatchObject({ status: 422 });
  });

  it('leaving out of its memory every line that it did not check', async () => {
    const checkpoint = `${log.checkpoint(5)}— spam ${toBase64(new Uint8Array(80))}\n`;
    expect(await ask(formatOf(0, [], checkpoint))).toMatchObject({ status: 200 });
    expect(state.kept[0]).not.toContain('spam');
    expect(openNote(state.kept[0]!, [log.verifier, witnessKey])).toMatchObject({ unknown: [] });
  });

  it('for a log with two keys, by either', async () => {
    const second = sampleLog(log.origin);
    const logs = [log.verifier, second.verifier];
    expect(await ask(log.request(0, 5), logs)).toMatchObject({ status: 200 });
    expect(await ask(second.request(5, 9), logs)).toMatchObject({ status: 200 });
  });
});

it('a witness that is asked about two histories at once signs one of them, in any order of events', async () => {
  const fork = sampleLog(log.origin, 'fork', log.signer);
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 1, max: 6 })), { maxLength: 6 }),
      async (scheduler, offers) => {
        const memory = memoryState();
        const slow = {
          recall: scheduler.scheduleFunction((origin: string) => memory.recall(origin)),
          keep: scheduler.scheduleFunction((...args: Parameters<typeof memory.keep>) => memory.keep(...args)),
        };
        const answers = Promise.all(
          offers.map(([isFork, size]) => {
            const body = (isFork ? fork : log).request(0, size);
            return answerAddCheckpoint(body, { logs: [log.verifier], state: slow, signer, clock });
          }),
        );
        await scheduler.waitIdle();
        const signed = (await answers).filter(({ status }) => status === 200);
        expect(signed.length).toBe(offers.length > 0 ? 1 : 0);
        expect(memory.kept).toHaveLength(signed.length);
      },
    ),
    { numRuns: 60 },
  );
});

function formatOf(oldSize: number, proof: Uint8Array[], checkpoint: string): string {
  return formatAddCheckpoint({ oldSize, proof, checkpoint });
}

function textOf(size: number): string {
  return formatCheckpoint({ origin: log.origin, size, root: log.root(size) });
}
