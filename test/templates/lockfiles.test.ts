import { describe, expect, it } from '@jest/globals';
import { parse as parseToml } from 'smol-toml';
import { fromUtf8 } from '../../core/common/bytes.ts';
import { renderService } from '../../core/spawn/index.ts';
import { combinations } from '../core/spawn/combinations.ts';
import { request } from '../core/spawn/requests.ts';

type Files = ReadonlyMap<string, string>;

/** The public registries, and the settings by which a tool is sent to any other. */
const REGISTRY =
  /pypi|pythonhosted|npmjs|yarnpkg|(proxy|sum)\.golang|crates\.io|index-url|find-links|^registry\s*=|GOPROXY|replace-with/im;

const services = combinations().map(
  ([name, given]) =>
    [
      name,
      new Map(renderService(request(given), {}).map(({ path, content }) => [path, fromUtf8(content)])),
    ] as const,
);

/** The combinations of a language, for `describe.each`. */
const of = (language: string): (readonly [string, Files])[] =>
  services.filter(([name]) => name.startsWith(`${language} `));

const read = (files: Files, path: string): string => {
  const text = files.get(path);
  if (text === undefined) throw new Error(`no file ${path}`);
  return text;
};

/** The hashes of each requirement (name, version and marker) of a requirements file. */
function requirementsOf(file: string): Map<string, string[]> {
  const lines = file
    .replace(/^\s*#.*\n/gm, '')
    .replace(/\\\n/g, ' ')
    .trim()
    .split('\n');
  return new Map(
    lines.map((line) => {
      const [requirement = '', ...hashes] = line.split(/\s+--hash=/);
      return [requirement.trim(), hashes.map((hash) => hash.trim())];
    }),
  );
}

/** Cargo.lock names its source by an identifier that happens to be an address; cargo replaces it as it is configured. */
const IDENTIFIER = 'registry+https://github.com/rust-lang/crates.io-index';

it('there are 48 combinations', () => {
  expect(services).toHaveLength(4 * 2 * 2 * 3);
});

describe.each(services)('what a %s installs', (_name, files) => {
  it('comes from wherever the machine gets its packages: no file names a registry', () => {
    for (const [path, text] of files) {
      const host = REGISTRY.exec(text.replaceAll(IDENTIFIER, ''))?.[0];
      expect({ path, host }).toEqual({ path, host: undefined });
    }
  });
});

describe.each(of('python'))('the lock of a %s', (_name, files) => {
  it.each(['requirements.txt', 'requirements-dev.txt'])(
    '%s: every requirement has one version and hashes',
    (path) => {
      const requirements = requirementsOf(read(files, path));
      expect(requirements.size).toBeGreaterThan(10);
      for (const [requirement, hashes] of requirements) {
        expect(requirement).toMatch(/^[a-z0-9-]+==[0-9][0-9a-z.]*( ; .+)?$/);
        expect(hashes).not.toHaveLength(0);
        for (const hash of hashes) expect(hash).toMatch(/^sha256:[0-9a-f]{64}$/);
      }
    },
  );

  it('what is tested is what runs: requirements-dev.txt holds requirements.txt, hash for hash', () => {
    const dev = requirementsOf(read(files, 'requirements-dev.txt'));
    for (const [requirement, hashes] of requirementsOf(read(files, 'requirements.txt'))) {
      expect(dev.get(requirement)).toEqual(hashes);
    }
  });
});

describe.each(of('typescript'))('the lock of a %s', (_name, files) => {
  it('every package has one version and a hash', () => {
    const { packages } = JSON.parse(read(files, 'package-lock.json')) as {
      packages: Record<string, { version: string; integrity?: string; resolved?: string }>;
    };
    const installed = Object.entries(packages).filter(([path]) => path !== '');
    expect(installed.length).toBeGreaterThan(20);
    for (const [path, { version, integrity, resolved }] of installed) {
      expect({ path, version }).toEqual({ path, version: expect.stringMatching(/^\d+\.\d+\.\d+/) });
      expect({ path, integrity }).toEqual({
        path,
        integrity: expect.stringMatching(/^sha512-[A-Za-z0-9+/]{86}==$/),
      });
      expect({ path, resolved }).toEqual({ path, resolved: undefined });
    }
  });
});

describe.each(of('go'))('the lock of a %s', (_name, files) => {
  it('go.sum has a hash of every module that go.mod names, at its version', () => {
    const sums = Object.fromEntries(
      read(files, 'go.sum')
        .trim()
        .split('\n')
        .map((line) => {
          const [module = '', version = '', hash = ''] = line.split(' ');
          return [`${module} ${version}`, hash];
        }),
    );
    for (const hash of Object.values(sums)) expect(hash).toMatch(/^h1:[A-Za-z0-9+/]{43}=$/);
    const required = [...read(files, 'go.mod').matchAll(/^\s*(?:require )?(\S+) (v\S+)/gm)];
    expect(required.length).toBeGreaterThan(2);
    for (const [, module, version] of required) expect(sums).toHaveProperty([`${module} ${version}`]);
  });
});

describe.each(of('rust'))('the lock of a %s', (_name, files) => {
  it('every crate from outside has one version and a checksum', () => {
    const lock = parseToml(read(files, 'Cargo.lock')) as {
      package: { name: string; version: string; source?: string; checksum?: string }[];
    };
    const outside = lock.package.filter(({ source }) => source !== undefined);
    expect(outside.length).toBeGreaterThan(20);
    for (const { name, version, source, checksum } of outside) {
      expect({ name, source }).toEqual({ name, source: IDENTIFIER });
      expect({ name, version }).toEqual({ name, version: expect.stringMatching(/^\d+\.\d+\.\d+/) });
      expect({ name, checksum }).toEqual({ name, checksum: expect.stringMatching(/^[0-9a-f]{64}$/) });
    }
  });
});
