import { isPlain } from '../../../context-of.ts';
import type { TreeFile } from '../../../tree/tree.ts';

/** The largest document that is read, in bytes. */
export const MOST_MARKDOWN_BYTES = 1024 * 1024;

const MARKDOWN = /\.(?:md|markdown)$/i;
/** Folders of what others wrote, and of what tests are given to read: nobody here mends their documents. */
const NOT_OURS =
  /(?:^|\/)(?:node_modules|vendor|third[-_]party|bower_components|test[-_]?data|(?:__)?fixtures(?:__)?)\//i;

/** Data of tests, under whatever name of the test: `tests/links/data/a.md`. */
const OF_TEST = /(?:^|\/)(?:tests?|__tests__)\/(?:.{0,999}\/)?data\//i;

/** Whether it is a document of this repository in Markdown. */
export const isMarkdown = (file: TreeFile): boolean =>
  isPlain(file) && MARKDOWN.test(file.path) && !NOT_OURS.test(file.path) && !OF_TEST.test(file.path);
