import { openNote, parseVerifierKey } from '../../core/remembrancer/ledger/index.ts';
import { SERVICE, type Stage } from './stage.ts';
import { until } from '../world/until.ts';

/** Waits until the checkpoint of each ledger carries the app's cosignature beside the log's own signature. */
export async function watchLedgers({ world, tell }: Stage): Promise<void> {
  const witness = parseVerifierKey(world.witnessKey);
  for (const repo of ['platform', SERVICE]) {
    const read = async (path: string): Promise<string> => {
      const { data } = await world.maintainer.octokit.repos.getContent({
        owner: world.organization,
        repo,
        path,
        ref: 'ledger',
        mediaType: { format: 'raw' },
      });
      return data as unknown as string;
    };
    const log = parseVerifierKey((await read('vkey')).trim());
    const checkpoint = await until(`a cosignature on the checkpoint of ${repo}`, async () => {
      const { text, signatures } = openNote(await read('checkpoint'), [log, witness]);
      return signatures.length === 2 && text;
    });
    const [origin, size] = checkpoint.split('\n');
    tell(`${origin ?? ''} at size ${size ?? ''} is signed by its log and cosigned by ${witness.name}`);
  }
}
