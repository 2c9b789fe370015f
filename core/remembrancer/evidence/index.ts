export { artifactsOfFiles, type Artifact } from './artifact.ts';
export { bytesContent, fileContent, type ArtifactContent } from './artifact-content.ts';
export { addEvidence, addMissing, createFolder, readFolder, type EvidenceFolder } from './evidence-folder.ts';
export {
  LAYERS,
  type Layer,
  type LayerStatus,
  type LayerVerdict,
  type VerdictReason,
} from './layer-verdict.ts';
export type { MissingEvidence, MissingReason } from './missing-evidence.ts';
export type { WorkflowRunSource } from './sigstore/provenance-statement.ts';
export type { Subject } from './subject.ts';
export { subjectOfFile, subjectsOfFiles } from './subjects.ts';
