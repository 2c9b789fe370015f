import { checkout } from './checkout.ts';
import { downloadArtifact } from './download-artifact.ts';
import type { KnownAction } from './known-action.ts';
import { setupNode } from './setup-node.ts';
import { setupPython } from './setup-python.ts';
import { uploadArtifact } from './upload-artifact.ts';

/** By `owner/repo`, at any ref: workflows pin them by commit. */
export const knownActions: Readonly<Record<string, KnownAction>> = {
  'actions/checkout': checkout,
  'actions/download-artifact': downloadArtifact,
  'actions/setup-node': setupNode,
  'actions/setup-python': setupPython,
  'actions/upload-artifact': uploadArtifact,
};
