import { execFileSync } from 'node:child_process';

/** All commits of the branch `ledger` of a repository on this machine, from the first on, each with all its files. */
export function* gitHistory(repository: string): Generator<{ head: string; files: Map<string, Uint8Array> }> {
  const git = (args: string[], input = ''): Buffer =>
    execFileSync('git', ['-C', repository, ...args], { input, maxBuffer: 2 ** 30 });
  const known = new Map<string, Uint8Array>();
  const heads = git(['rev-list', '--reverse', 'ledger']).toString().trim().split('\n');
  for (const head of heads) {
    const rows = git(['ls-tree', '-r', '-z', head]).toString().split('\0').filter(Boolean);
    const blobs = rows.map((row) => {
      const [meta = '', path = ''] = row.split('\t');
      return { oid: meta.split(' ')[2] ?? '', path };
    });
    const unknown = [...new Set(blobs.map(({ oid }) => oid))].filter((oid) => !known.has(oid));
    const output = git(['cat-file', '--batch'], unknown.map((oid) => `${oid}\n`).join(''));
    let at = 0;
    for (const oid of unknown) {
      const end = output.indexOf('\n', at);
      const size = Number(output.subarray(at, end).toString().split(' ')[2]);
      known.set(oid, Uint8Array.from(output.subarray(end + 1, end + 1 + size)));
      at = end + size + 2;
    }
    yield { head, files: new Map(blobs.map(({ oid, path }) => [path, known.get(oid) ?? new Uint8Array()])) };
  }
}
