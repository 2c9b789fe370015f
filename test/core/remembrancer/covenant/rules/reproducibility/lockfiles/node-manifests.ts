/** A workspace of two members. */
export const nodeManifests = {
  'package.json': `{
  "name": "root",
  "version": "1.0.0",
  "private": true,
  "workspaces": [
    "packages/*"
  ],
  "dependencies": {
    "ms": "^2.0.0",
    "@sindresorhus/is": "~4.6.0"
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
}
`,
  'packages/a/package.json': `{
  "name": "@x/a",
  "version": "1.0.0",
  "dependencies": {
    "ms": "^2.1.0"
  }
}
`,
  'packages/b/package.json': `{
  "name": "@x/b",
  "version": "1.0.0",
  "dependencies": {
    "@x/a": "^1.0.0",
    "alias": "npm:ms@^2.1.0"
  }
}
`,
};
