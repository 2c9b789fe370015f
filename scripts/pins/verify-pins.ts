import type { Pins, Sighting } from '../../core/spawn/pins.ts';

/** What became of looking a pin up where it was seen. */
export interface PinCheck {
  readonly name: string;
  readonly state: 'seen' | 'absent' | 'unreachable';
  /** The public address that was asked. */
  readonly address: string;
}

/** Reads a text over HTTP; `undefined` where there is none (404), rejects when that cannot be told. */
export type ReadText = (address: string) => Promise<string | undefined>;

/** Looks every pin up at the commit where it was seen: the file there must hold what cannot be moved. */
export function verifyPins({ actions, images, tools }: Pins, read: ReadText): Promise<PinCheck[]> {
  const pins: [string, string, Sighting][] = [
    ...Object.entries(actions).map(([name, { sha, seen }]): [string, string, Sighting] => [name, sha, seen]),
    ...Object.entries(images).map(([name, { digest, seen }]): [string, string, Sighting] => [
      name,
      digest,
      seen,
    ]),
    ...Object.entries(tools).map(([name, { version, seen }]): [string, string, Sighting] => [
      name,
      version,
      seen,
    ]),
  ];
  return Promise.all(
    pins.map(async ([name, pinned, { repository, commit, path }]) => {
      const address = `https://raw.githubusercontent.com/${repository}/${commit}/${path}`;
      try {
        const text = await read(address);
        return { name, state: text?.includes(pinned) === true ? 'seen' : 'absent', address };
      } catch {
        return { name, state: 'unreachable', address };
      }
    }),
  );
}
