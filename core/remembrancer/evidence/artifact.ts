import { fileContent, type ArtifactContent } from './artifact-content.ts';
import type { Subject } from './subject.ts';
import { subjectsOfFiles } from './subjects.ts';

/** A subject, and its bytes where they are at hand: a container image is known by its digest alone. */
export interface Artifact {
  readonly subject: Subject;
  readonly content?: ArtifactContent;
}

/** Artifacts of files. Throws what `subjectsOfFiles` throws. */
export async function artifactsOfFiles(paths: readonly string[]): Promise<Artifact[]> {
  const subjects = await subjectsOfFiles(paths);
  return subjects.map((subject, index) => ({ subject, content: fileContent(paths[index] ?? '') }));
}
