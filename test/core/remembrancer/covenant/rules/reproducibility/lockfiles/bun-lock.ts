/** As Bun 1.4 locks the workspace; digests are cut. */
export const bunLock = {
  'bun.lock': `{
  "lockfileVersion": 2,
  "configVersion": 1,
  "workspaces": {
    "": {
      "name": "root",
      "dependencies": {
        "@sindresorhus/is": "~4.6.0",
        "ms": "^2.0.0",
      },
      "devDependencies": {
        "is-number": "^7.0.0",
      },
      "optionalDependencies": {
        "isarray": "2.0.5",
      },
      "peerDependencies": {
        "once": "^1.4.0",
      },
    },
    "packages/a": {
      "name": "@x/a",
      "version": "1.0.0",
      "dependencies": {
        "ms": "^2.1.0",
      },
    },
    "packages/b": {
      "name": "@x/b",
      "version": "1.0.0",
      "dependencies": {
        "@x/a": "^1.0.0",
        "alias": "npm:ms@^2.1.0",
      },
    },
  },
  "packages": {
    "@sindresorhus/is": ["@sindresorhus/is@4.6.0", "", {}, "sha512-AA=="],

    "@x/a": ["@x/a@workspace:packages/a"],

    "@x/b": ["@x/b@workspace:packages/b"],

    "alias": ["ms@2.1.3", "", {}, "sha512-AA=="],

    "is-number": ["is-number@7.0.0", "", {}, "sha512-AA=="],

    "isarray": ["isarray@2.0.5", "", {}, "sha512-AA=="],

    "ms": ["ms@2.1.3", "", {}, "sha512-AA=="],

    "once": ["once@1.4.0", "", { "dependencies": { "wrappy": "1" } }, "sha512-AA=="],

    "wrappy": ["wrappy@1.0.2", "", {}, "sha512-AA=="],
  }
}
`,
};
