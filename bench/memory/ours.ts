import {
  buildSearchIndex,
  search,
  type SearchDocument,
} from '../../core/remembrancer/memory/search/index.ts';
import { type BenchDocument, DEPTH, type Engine } from './engine.ts';

export const searchDocument = ({ id, title, sections }: BenchDocument): SearchDocument => ({
  id,
  title,
  tags: [],
  sections,
  aliases: [],
  digests: [],
  supersededBy: [],
});

export const ours: Engine = {
  name: 'vaultmesh',
  index: (documents) => {
    const index = buildSearchIndex(documents.map(searchDocument));
    return (question) => search(index, question, { limit: DEPTH }).map(({ document }) => document.id);
  },
};
