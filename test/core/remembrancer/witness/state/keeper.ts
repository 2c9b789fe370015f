/** A process that keeps notes for one log in the folder of its first argument, as fast as it can, and prints what was kept. */
import { folderState } from '../../../../../core/remembrancer/witness/index.ts';

const [, , folder = '', name = '', rounds = ''] = process.argv;
const state = folderState(folder);
for (let round = 0; round < Number(rounds); round += 1) {
  const earlier = await state.recall('log.example/a');
  const note = `${name} ${round}`;
  const isKept = await state.keep('log.example/a', note, earlier);
  if (isKept) process.stdout.write(`${(earlier?.serial ?? 0) + 1} ${earlier?.note ?? ''} > ${note}\n`);
}
