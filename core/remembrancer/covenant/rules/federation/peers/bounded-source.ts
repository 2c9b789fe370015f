import { VaultMeshError } from '../../../../../common/error.ts';
import type { LedgerSource } from '../../../../ledger/fsck/index.ts';

export interface SourceBounds {
  /** In all, in bytes; a file that goes beyond is read and then refused. */
  readonly bytes: number;
  /** In all. */
  readonly files: number;
  /** In ms, from now on. */
  readonly time: number;
}

/** `source`, of which no more than so much is read. What goes beyond `bounds` throws `network`. */
export function boundedSource(source: LedgerSource, bounds: SourceBounds): LedgerSource {
  let { bytes, files } = bounds;
  const end = AbortSignal.timeout(bounds.time);
  const beyond = (what: string): VaultMeshError =>
    new VaultMeshError('network', `${source.name} would have to be asked for more than ${what}.`);
  return {
    ...source,
    read: async (paths) => {
      files -= paths.length;
      if (files < 0) throw beyond(`${bounds.files} files`);
      const tooLate = beyond(`${bounds.time / 1000} seconds`);
      if (end.aborted) throw tooLate;
      const contents = await beforeEnd(source.read(paths), end, tooLate);
      for (const content of contents.values()) bytes -= content.length;
      if (bytes < 0) throw beyond(`${bounds.bytes} bytes`);
      return contents;
    },
  };
}

async function beforeEnd<T>(work: Promise<T>, end: AbortSignal, error: VaultMeshError): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const stop = (): void => {
    reject(error);
  };
  end.addEventListener('abort', stop);
  try {
    return await Promise.race([work, promise]);
  } finally {
    end.removeEventListener('abort', stop);
  }
}
