import { FileText } from '../../../../core/remembrancer/covenant/file-text.ts';

/** A file as a rule gets it; a text is its UTF-8. */
export function fileOf(path: string, content: string | Uint8Array): FileText {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return new FileText({ path, kind: 'file', size: bytes.length, id: path }, bytes);
}
