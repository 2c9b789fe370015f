/** As pnpm 10 locks the workspace; digests are cut. */
export const pnpmLock = {
  'pnpm-workspace.yaml': `packages:
  - packages/*
linkWorkspacePackages: true
`,
  'pnpm-lock.yaml': `lockfileVersion: '9.0'

settings:
  autoInstallPeers: true
  excludeLinksFromLockfile: false

importers:

  .:
    dependencies:
      '@sindresorhus/is':
        specifier: ~4.6.0
        version: 4.6.0
      ms:
        specifier: ^2.0.0
        version: 2.1.3
      once:
        specifier: ^1.4.0
        version: 1.4.0
    devDependencies:
      is-number:
        specifier: ^7.0.0
        version: 7.0.0
    optionalDependencies:
      isarray:
        specifier: 2.0.5
        version: 2.0.5

  packages/a:
    dependencies:
      ms:
        specifier: ^2.1.0
        version: 2.1.3

  packages/b:
    dependencies:
      '@x/a':
        specifier: ^1.0.0
        version: link:../a
      alias:
        specifier: npm:ms@^2.1.0
        version: ms@2.1.3

packages:

  '@sindresorhus/is@4.6.0':
    resolution: {integrity: sha512-AA==}
    engines: {node: '>=10'}

  is-number@7.0.0:
    resolution: {integrity: sha512-AA==}
    engines: {node: '>=0.12.0'}

  isarray@2.0.5:
    resolution: {integrity: sha512-AA==}

  ms@2.1.3:
    resolution: {integrity: sha512-AA==}

  once@1.4.0:
    resolution: {integrity: sha512-AA==}

  wrappy@1.0.2:
    resolution: {integrity: sha512-AA==}

snapshots:

  '@sindresorhus/is@4.6.0': {}

  is-number@7.0.0: {}

  isarray@2.0.5:
    optional: true

  ms@2.1.3: {}

  once@1.4.0:
    dependencies:
      wrappy: 1.0.2

  wrappy@1.0.2: {}
`,
};
