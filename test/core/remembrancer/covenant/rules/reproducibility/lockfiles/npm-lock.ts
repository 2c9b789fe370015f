/** As npm 11 locks the workspace; digests are left out. */
export const npmLock = {
  'package-lock.json': `{
  "name": "root",
  "version": "1.0.0",
  "lockfileVersion": 3,
  "requires": true,
  "packages": {
    "": {
      "name": "root",
      "version": "1.0.0",
      "workspaces": [
        "packages/*"
      ],
      "dependencies": {
        "@sindresorhus/is": "~4.6.0",
        "ms": "^2.0.0"
      },
      "devDependencies": {
        "is-number": "^7.0.0"
      },
      "optionalDependencies": {
        "isarray": "2.0.5"
      },
      "peerDependencies": {
        "once": "^1.4.0"
      }
    },
    "node_modules/@sindresorhus/is": {
      "version": "4.6.0"
    },
    "node_modules/@x/a": {
      "resolved": "packages/a",
      "link": true
    },
    "node_modules/@x/b": {
      "resolved": "packages/b",
      "link": true
    },
    "node_modules/alias": {
      "name": "ms",
      "version": "2.1.3"
    },
    "node_modules/is-number": {
      "version": "7.0.0",
      "dev": true
    },
    "node_modules/isarray": {
      "version": "2.0.5",
      "optional": true
    },
    "node_modules/ms": {
      "version": "2.1.3"
    },
    "node_modules/once": {
      "version": "1.4.0",
      "peer": true,
      "dependencies": {
        "wrappy": "1"
      }
    },
    "node_modules/wrappy": {
      "version": "1.0.2",
      "peer": true
    },
    "packages/a": {
      "name": "@x/a",
      "version": "1.0.0",
      "dependencies": {
        "ms": "^2.1.0"
      }
    },
    "packages/b": {
      "name": "@x/b",
      "version": "1.0.0",
      "dependencies": {
        "@x/a": "^1.0.0",
        "alias": "npm:ms@^2.1.0"
      }
    }
  }
}
`,
};
