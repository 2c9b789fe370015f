/**
 * What makes a process take itself for Node 20.20.2: it says so, lacks what that one lacks, and cannot load a package. To
 * be given by `--import`.
 */
export const OLD_NODE = `data:text/javascript,${encodeURIComponent(`
  import { registerHooks } from 'node:module';
  Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.20.2' } });
  delete Map.groupBy;
  registerHooks({
    resolve(name, context, next) {
      if (/^[@a-z]/.test(name) && !/^(?:node|file|data):/.test(name)) throw new Error(name + ' was loaded');
      return next(name, context);
    },
  });
`)}`;

/** What is told then. */
export const REFUSAL =
  'needs Node 24.15 or newer; this is 20.20.2. Install Node.js 24 from https://nodejs.org, or add actions/setup-node with node-version 24.';
