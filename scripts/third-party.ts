import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The name, version and licence of every package that one of `sources` is from, each with the text of its licence. */
export async function thirdPartyNotices(root: string, sources: readonly string[]): Promise<string> {
  const folders = new Set(
    sources.flatMap((path) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []),
  );
  const notices = await Promise.all([...folders].sort().map((folder) => noticeOf(join(root, folder))));
  return notices.join('\n\n');
}

async function noticeOf(folder: string): Promise<string> {
  const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Record<
    string,
    unknown
  >;
  const { name, version, license } = manifest;
  const file = (await readdir(folder)).find((each) => /^licen[cs]e/i.test(each));
  const text = file === undefined ? '' : await readFile(join(folder, file), 'utf8');
  return `${String(name)} ${String(version)} (${String(license)})\n\n${text.replaceAll('\r\n', '\n').trim()}`;
}
