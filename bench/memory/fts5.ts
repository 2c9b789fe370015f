import { DatabaseSync } from 'node:sqlite';
import { isStopWord } from '../../core/remembrancer/memory/search/stop-words.ts';
import { tokenize } from '../../core/remembrancer/memory/search/tokenize.ts';
import { DEPTH, type Engine, textOf } from './engine.ts';

/** SQLite FTS5 with Porter stems, any of the words, the title twice, and our stop words. */
export const fts5: Engine = {
  name: 'SQLite FTS5',
  index: (documents) => {
    const database = new DatabaseSync(':memory:');
    database.exec(
      "CREATE VIRTUAL TABLE texts USING fts5(id UNINDEXED, title, text, tokenize = 'porter unicode61')",
    );
    const insert = database.prepare('INSERT INTO texts VALUES (?, ?, ?)');
    database.exec('BEGIN');
    for (const document of documents) insert.run(document.id, document.title, textOf(document));
    database.exec('COMMIT');
    const select = database.prepare(
      `SELECT id FROM texts WHERE texts MATCH ? ORDER BY bm25(texts, 0, 2, 1), id LIMIT ${DEPTH}`,
    );
    return (question) => {
      const words = tokenize(question).filter((word) => !isStopWord(word.toLowerCase()));
      if (words.length === 0) return [];
      return select.all(words.map((word) => `"${word}"`).join(' OR ')).map(({ id }) => String(id));
    };
  },
};
