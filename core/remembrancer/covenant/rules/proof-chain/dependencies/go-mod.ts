import { readGoMod } from '../../../manifests/go-mod.ts';
import type { ManifestReader } from './declared.ts';

/** A module of a later major version has another path: `/v2`, or `.v2` at gopkg.in. It is the same dependency. */
export const goMod: ManifestReader = (text) =>
  readGoMod(text)
    .requires.filter(({ isIndirect }) => !isIndirect)
    .map(({ module, version, at }) => ({ name: module.replace(/[/.]v\d{1,6}$/, ''), version, at }));
