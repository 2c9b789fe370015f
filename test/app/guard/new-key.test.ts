import { beforeEach, describe, expect, it } from '@jest/globals';
import { reportNewKey } from '../../../app/guard/report-new-key.ts';
import { watchLedger } from '../../../app/guard/watch-ledger.ts';
import { keyFile, witnessMemory } from '../../../app/guard/witness-memory.ts';
import type { IncidentOpener } from '../../../app/github/open-incident.ts';
import { fromUtf8, utf8 } from '../../../core/common/bytes.ts';
import {
  appendRecords,
  beginRotation,
  emptyLedger,
  endRotation,
  generateLogKey,
  generateWitnessKey,
  type MemoryStore,
  memoryStore,
  openNote,
  parseSignerKey,
  parseVerifierKey,
  parseWitnessKey,
} from '../../../core/remembrancer/ledger/index.ts';
import { sampleRecords } from '../../core/remembrancer/ledger/sample-records.ts';

const ORIGIN = 'github.com/acme/my-service';
const clock = () => new Date('2026-11-20T09:30:00Z');
const random = () => 0;
const [oldKey, newKey] = [generateLogKey(ORIGIN), generateLogKey(ORIGIN)];
const oldSigner = parseSignerKey(oldKey.signerKey);
const newSigner = parseSignerKey(newKey.signerKey);
const bothSigners = parseSignerKey(`${newKey.signerKey}\n${oldKey.signerKey}`);
const signer = parseWitnessKey(generateWitnessKey('example.org/witness').signerKey);
const { path } = keyFile('acme', ORIGIN);

let ledger: MemoryStore;
let memory: MemoryStore;

/** A ledger with two entries that the witness has cosigned, by the first key. */
beforeEach(async () => {
  ledger = memoryStore(emptyLedger(oldSigner));
  memory = memoryStore();
  await append(ledger, oldSigner, 'before');
  await watch();
});

const watch = (store = ledger) =>
  watchLedger({ origin: ORIGIN, ledger: store, memory: witnessMemory(memory), signer, clock });

const append = (store: MemoryStore, by: typeof oldSigner, prefix: string) =>
  appendRecords(store, by, sampleRecords(2, prefix), { random });

async function rotate(store = ledger): Promise<void> {
  await beginRotation(store, bothSigners, { clock, random });
  await endRotation(store, bothSigners, { clock, random });
  await append(store, newSigner, 'after');
}

const remembered = async (file: string): Promise<string> =>
  fromUtf8((await memory.read([file])).files.get(file)!);

/** What a person does who has asked the owner: the new key above the known one. */
async function confirmNewKey(): Promise<void> {
  const { head } = await memory.read([]);
  const additions = new Map([[path, utf8(`${newKey.verifierKey}\n${await remembered(path)}`)]]);
  await memory.commit(head, { message: 'The key was rotated, says Ada', additions, deletions: [] });
}

describe('a ledger whose key was replaced', () => {
  it('is cosigned while both keys sign', async () => {
    await beginRotation(ledger, bothSigners, { clock, random });
    expect(await watch()).toMatchObject({ decision: 'cosigned', checkpoint: { size: 3 } });
  });

  it('is not followed: it is reported with both keys and the entry that records it', async () => {
    await rotate();
    const commits = ledger.history().length;
    expect(await watch()).toMatchObject({
      decision: 'rekeyed',
      pinned: oldKey.verifierKey,
      verifierKey: newKey.verifierKey,
      index: 2,
      time: '2026-11-20T09:30:00Z',
      continues: 'The ledger continues the checkpoint that this witness cosigned last.',
    });
    expect(ledger.history()).toHaveLength(commits);
    expect(memory.history()).toHaveLength(1);
  });

  it.each(['never', 'during the overlap'] as const)(
    'is cosigned again when a person has put the new key into the memory, seen in between: %s',
    async (between) => {
      if (between === 'during the overlap') {
        await beginRotation(ledger, bothSigners, { clock, random });
        await watch();
      }
      await rotate();
      await confirmNewKey();
      expect(await watch()).toMatchObject({ decision: 'cosigned', checkpoint: { size: 6 } });
      const keys = [newKey.verifierKey, signer.verifierKey].map((key) => parseVerifierKey(key));
      const { files } = await ledger.read(['checkpoint']);
      expect(openNote(fromUtf8(files.get('checkpoint')!), keys).signatures).toHaveLength(2);
      // From here on the old key counts for nothing.
      expect(await remembered(path)).toBe(`${newKey.verifierKey}\n`);
      await append(ledger, newSigner, 'later');
      expect(await watch()).toMatchObject({ decision: 'cosigned', checkpoint: { size: 8 } });
    },
  );

  it('is cosigned without a pause when a person confirms the new key while both sign', async () => {
    await beginRotation(ledger, bothSigners, { clock, random });
    await confirmNewKey();
    expect(await watch()).toMatchObject({ decision: 'cosigned', checkpoint: { size: 3 } });
    await endRotation(ledger, bothSigners, { clock, random });
    await append(ledger, newSigner, 'after');
    expect(await watch()).toMatchObject({ decision: 'cosigned', checkpoint: { size: 6 } });
  });

  it('is judged by what was seen under the old key: a history that was replaced with the key is a fork', async () => {
    const forged = memoryStore(emptyLedger(oldSigner));
    await append(forged, oldSigner, 'forged');
    await rotate(forged);
    expect(await watch(forged)).toMatchObject({
      decision: 'rekeyed',
      continues: 'The ledger does not begin with the 2 entries that it had.',
    });
    await confirmNewKey();
    expect(await watch(forged)).toMatchObject({ decision: 'fork' });
  });

  it('is not cosigned for the old key once the new one is confirmed', async () => {
    const branched = memoryStore(ledger.history().at(-1)!.files as Map<string, Uint8Array>);
    await rotate();
    await confirmNewKey();
    await append(branched, oldSigner, 'by-the-old-key');
    expect(await watch(branched)).toMatchObject({ decision: 'unknown' });
  });

  it('without a record by the old key is none: there is nothing to confirm', async () => {
    const stranger = memoryStore(emptyLedger(newSigner));
    await append(stranger, newSigner, 'other');
    expect(await watch(stranger)).toMatchObject({ decision: 'unknown' });
  });
});

it('reports a new key in one issue, with what a person has to do', async () => {
  const issues: {
    number: number;
    html_url: string;
    state: string;
    body: string;
    performed_via_github_app: { id: number };
  }[] = [];
  const client: IncidentOpener = {
    rest: {
      issues: {
        listForRepo: () => Promise.resolve({ data: issues }),
        create: ({ body }) => {
          const issue = { number: issues.length, html_url: `issue ${issues.length}`, state: 'open', body };
          issues.push({ ...issue, performed_via_github_app: { id: 7 } });
          return Promise.resolve({ data: issues.at(-1)! });
        },
        update: () => Promise.reject(new Error('Nothing of it changes.')),
      },
    },
  };
  await rotate();
  const watched = await watch();
  if (watched.decision !== 'rekeyed') throw new Error('The new key was not found.');
  const repository = { owner: 'acme', repo: 'my-service' };
  for (let look = 0; look < 2; look += 1) {
    expect(await reportNewKey(client, 7, repository, { origin: ORIGIN, ...watched })).toBe('issue 0');
  }
  const [{ body } = { body: '' }] = issues;
  expect(body).toContain(`known  ${oldKey.verifierKey}\nnow    ${newKey.verifierKey}\n`);
  expect(body).toContain('Entry 2 of the ledger (kind `key`, 2026-11-20T09:30:00Z)');
  expect(body).toContain(`\`${path}\` on the branch \`witness\` of acme/.vaultmesh`);
  // The block to paste is the very file that makes the guard go on.
  await confirmNewKey();
  expect(body).toContain(`\n\`\`\`\n${await remembered(path)}\`\`\`\n`);
});
