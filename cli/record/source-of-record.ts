import { type NoteSigner, repositoryOfLog } from '../../core/remembrancer/ledger/index.ts';
import type { RecordDescription } from '../../core/remembrancer/release/index.ts';
import type { RepositoryAddress } from '../repository.ts';

/** Where a record is from, as far as it is known: a folder does not tell where its repository is published. */
export function sourceOfRecord(
  { url, origin }: RepositoryAddress,
  { name }: NoteSigner,
  commit: string | undefined,
): Pick<RecordDescription, 'source'> {
  if (origin === undefined && commit === undefined) return {};
  return {
    source: {
      // A log is named after its repository, so every address of it gives the same receipt.
      ...(origin !== undefined && {
        repository: `${url.startsWith('http://') ? 'http' : 'https'}://${repositoryOfLog(name)}`,
      }),
      ...(commit !== undefined && { commit }),
    },
  };
}
