import { createHash } from 'node:crypto';
import { fromBase64, utf8 } from '../../core/common/bytes.ts';
import type { RepositoryName } from '../../core/github/repository-name.ts';
import type { TreeFile } from '../../core/remembrancer/covenant/index.ts';
import { isLikelyBinary } from './likely-binary.ts';

export interface BlobGetter {
  graphql<T>(query: string, variables: Record<string, unknown>): Promise<T>;
  readonly rest: {
    readonly git: {
      readonly getBlob: (
        parameters: RepositoryName & { file_sha: string },
      ) => Promise<{ data: { content: string } }>;
    };
  };
}

/** What is read of one repository for one check: calls for contents, and bytes. Behind that nothing more is had. */
export const BOUNDS = { calls: 600, bytes: 64 * 1024 * 1024 } as const;

/** One query has so many blobs, and so many bytes of them, at most. */
const PER_QUERY = { blobs: 100, bytes: 1024 * 1024 } as const;

/** GitHub cuts longer texts in GraphQL (512,000 bytes); REST gives them whole. */
const LONGEST_TEXT = 500_000;

interface Answer {
  readonly repository: Readonly<
    Record<string, { readonly text?: string | null; readonly isBinary?: boolean | null } | null>
  >;
}

/**
 * Reads blobs of one repository, each once: texts many to a GraphQL query, what is no text (mostly its name tells) or is long one by
 * one over REST. What
 * GitHub gives counts only when it has the id that was asked for.
 */
export class GitHubBlobs {
  readonly #client: BlobGetter;
  readonly #repository: RepositoryName;
  readonly #bounds: { readonly calls: number; readonly bytes: number };
  readonly #known = new Map<string, Uint8Array>();
  #calls = 0;
  #bytes = 0;
  #isSpent = false;
  #failure: { readonly error: unknown } | undefined;

  constructor(
    client: BlobGetter,
    repository: RepositoryName,
    bounds: { readonly calls: number; readonly bytes: number } = BOUNDS,
  ) {
    this.#client = client;
    this.#repository = repository;
    this.#bounds = bounds;
  }

  /** Whether something was not read because the bounds were reached. */
  get isSpent(): boolean {
    return this.#isSpent;
  }

  /** Throws what a call was rejected with, if one was: a rule takes that for a failure of its own, and says that it cannot tell. */
  throwFailure(): void {
    if (this.#failure !== undefined) throw this.#failure.error;
  }

  /** The contents of `files` in their order; `undefined` for what the bounds leave out. Rejects as the client does. */
  async read(files: readonly TreeFile[]): Promise<(Uint8Array | undefined)[]> {
    const wanted = new Map(
      files
        .filter(({ id, kind }) => kind !== 'submodule' && !this.#known.has(id))
        .map((file) => [file.id, file]),
    );
    const [short, long] = [
      [...wanted.values()].filter(isShort),
      [...wanted.values()].filter((file) => !isShort(file)),
    ];
    for (const batch of batches(short)) await this.#readTexts(batch);
    for (const { id, size } of long) await this.#readWhole(id, size);
    return files.map(({ id }) => this.#known.get(id));
  }

  /** The ids of those of `files` that GitHub calls binary, of files that by their names are no text; 100 to a call. */
  async binaries(files: readonly TreeFile[]): Promise<ReadonlySet<string>> {
    const likely = [...new Map(files.filter(isLikelyBinary).map((file) => [file.id, file])).values()];
    const binaries = new Set<string>();
    for (let first = 0; first < likely.length; first += PER_QUERY.blobs) {
      const batch = likely.slice(first, first + PER_QUERY.blobs);
      if (!this.#mayCall()) break;
      const { repository } = await this.#ask(batch, 'isBinary');
      for (const [n, { id }] of batch.entries()) if (repository[`b${n}`]?.isBinary === true) binaries.add(id);
    }
    return binaries;
  }

  async #readTexts(batch: readonly TreeFile[]): Promise<void> {
    const fitting = batch.filter(({ size }) => this.#takes(size));
    if (fitting.length === 0 || !this.#mayCall()) return;
    const { repository } = await this.#ask(fitting, 'text');
    for (const [n, { id }] of fitting.entries()) {
      const text = repository[`b${n}`]?.text;
      // None is given of binaries, and of other encodings what is not the file.
      if (typeof text === 'string') this.#keep(id, utf8(text));
      if (!this.#known.has(id)) await this.#readWhole(id, 0);
    }
  }

  async #ask(files: readonly TreeFile[], member: 'text' | 'isBinary'): Promise<Answer> {
    const selections = files.map(({ id }, n) => `b${n}: object(oid: "${id}") { ... on Blob { ${member} } }`);
    const query = `query ($owner: String!, $repo: String!) { repository(owner: $owner, name: $repo) { ${selections.join(' ')} } }`;
    return this.#answerTo(this.#client.graphql<Answer>(query, { ...this.#repository }));
  }

  async #readWhole(id: string, size: number): Promise<void> {
    if (!this.#takes(size) || !this.#mayCall()) return;
    const { getBlob } = this.#client.rest.git;
    const { data } = await this.#answerTo(getBlob({ ...this.#repository, file_sha: id }));
    this.#keep(id, fromBase64(data.content.replace(/\s/gu, '')) ?? new Uint8Array());
  }

  async #answerTo<Given>(call: Promise<Given>): Promise<Given> {
    try {
      return await call;
    } catch (error) {
      this.#failure ??= { error };
      throw error;
    }
  }

  #keep(id: string, content: Uint8Array): void {
    if (blobId(content) === id) this.#known.set(id, content);
  }

  #takes(size: number): boolean {
    const isWithin = this.#bytes + size <= this.#bounds.bytes;
    if (isWithin) this.#bytes += size;
    else this.#isSpent = true;
    return isWithin;
  }

  #mayCall(): boolean {
    const isWithin = this.#calls < this.#bounds.calls;
    if (isWithin) this.#calls++;
    else this.#isSpent = true;
    return isWithin;
  }
}

const isShort = (file: TreeFile): boolean => file.size <= LONGEST_TEXT && !isLikelyBinary(file);

function* batches(files: readonly TreeFile[]): Generator<readonly TreeFile[]> {
  for (let first = 0; first < files.length;) {
    let end = first;
    let bytes = 0;
    do bytes += files[end++]?.size ?? 0;
    while (
      end < files.length &&
      end - first < PER_QUERY.blobs &&
      bytes + (files[end]?.size ?? 0) <= PER_QUERY.bytes
    );
    yield files.slice(first, end);
    first = end;
  }
}

/** The id that git gives to a blob of `content`. */
const blobId = (content: Uint8Array): string =>
  createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex');
