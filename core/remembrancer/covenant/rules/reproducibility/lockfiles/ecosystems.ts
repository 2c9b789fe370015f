import type { Ecosystem } from './ecosystem.ts';
import { nodeEcosystem } from './node/node-ecosystem.ts';
import { bundlerEcosystem } from './others/bundler-ecosystem.ts';
import { composerEcosystem } from './others/composer-ecosystem.ts';
import { goEcosystem } from './others/go-ecosystem.ts';
import { helmEcosystem } from './others/helm-ecosystem.ts';
import { terraformEcosystem } from './others/terraform-ecosystem.ts';
import { pyprojectEcosystem } from './python/pyproject-ecosystem.ts';
import { requirementsEcosystem } from './python/requirements-ecosystem.ts';
import { cargoEcosystem } from './rust/cargo-ecosystem.ts';

/** Every way to lock dependencies that we know. */
export const ECOSYSTEMS: readonly Ecosystem[] = [
  nodeEcosystem,
  pyprojectEcosystem,
  requirementsEcosystem,
  cargoEcosystem,
  goEcosystem,
  bundlerEcosystem,
  composerEcosystem,
  terraformEcosystem,
  helmEcosystem,
];
