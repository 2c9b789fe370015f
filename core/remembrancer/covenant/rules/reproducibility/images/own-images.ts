import type { FileText } from '../../../file-text.ts';
import { entriesOf, itemsOf, textOf, valueOf } from '../../../yaml/yaml-lookup.ts';
import { stepsOf } from '../../../workflows/workflow-steps.ts';
import { composeBuilds } from './compose-images.ts';
import { readDockerfile } from './dockerfile/read-dockerfile.ts';
import { imageReference } from './image-reference.ts';

/**
 * The images that the repository builds itself, as far as its files say so. What is built from a tree cannot be named in it
 * by digest: a manifest of the same commit has a tag, until a release writes the digest there.
 */
export class OwnImages {
  readonly #names = new Set<string>();
  /** `owner/repository`, in small letters. */
  readonly #repositories = new Set<string>();

  /** Takes note of the names that a Dockerfile gives itself in the labels of the OCI image specification. */
  addDockerfile(file: FileText): void {
    for (const { keyword, words } of readDockerfile(file)) {
      if (keyword !== 'LABEL') continue;
      for (const { text } of words) {
        const [, key, value = ''] =
          /^["']?org\.opencontainers\.image\.(title|source)["']?=["']?([^"'\s]+)["']?$/.exec(text) ?? [];
        if (key === 'title') this.#names.add(value);
        const repository = /^https?:\/\/[^/]+\/([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/.exec(value)?.[1];
        if (key === 'source' && repository !== undefined) this.#repositories.add(repository.toLowerCase());
      }
    }
  }

  /** Takes note of what the services of a file of Docker Compose build. */
  addCompose(file: FileText, values: ReadonlyMap<string, string | undefined>): void {
    for (const name of composeBuilds(file, values)) this.#names.add(name);
  }

  /** Takes note of what a workflow builds with Docker's own actions. */
  addWorkflow(file: FileText): void {
    for (const { step } of stepsOf(file)) {
      const uses = textOf(valueOf(step, 'uses')) ?? '';
      if (!/^docker\/(?:build-push|metadata)-action@/.test(uses)) continue;
      for (const key of ['tags', 'images'])
        for (const image of (textOf(valueOf(step, 'with', key)) ?? '').split(/[\n,]/))
          this.#add(image.trim());
    }
  }

  /** Takes note of what a file of Skaffold builds. */
  addSkaffold({ yaml }: FileText): void {
    for (const document of 'documents' in yaml ? yaml.documents : []) {
      const profiles = itemsOf(valueOf(document, 'profiles'));
      for (const part of [document, ...profiles])
        for (const artifact of itemsOf(valueOf(part, 'build', 'artifacts')))
          for (const { key, value } of entriesOf(artifact))
            if (key === 'image') this.#add(textOf(value) ?? '');
    }
  }

  /** Whether an image, by its name without a tag, is built here. */
  has(name: string): boolean {
    if (this.#names.has(name)) return true;
    const [first = '', ...rest] = name.split('/');
    const path = /[.:]/.test(first) ? rest : [first, ...rest];
    return this.#repositories.has(path.slice(0, 2).join('/'));
  }

  /** A tag may be known only when it is built; a name may not. */
  #add(image: string): void {
    const [written = '', ...expressions] = image.split('${{');
    if (expressions.length > 0 && !written.endsWith(':')) return;
    const name = imageReference(written.replace(/:$/, ''))?.name;
    if (name !== undefined) this.#names.add(name);
  }
}
