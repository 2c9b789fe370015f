import { posix } from 'node:path';

import { printable } from '../../../../../common/printable.ts';
import { shortened } from '../../../../../common/shortened.ts';
import type { Edit, Found } from '../../../found.ts';
import type { Tree } from '../../../tree/tree.ts';
import { pathsOf, type TreePaths } from '../../../tree/tree-paths.ts';
import type { DocumentLink } from './document-links.ts';
import { documentationSites, isInEnglish, isPageOf, isStatic, namesFile } from './documentation-sites.ts';
import type { LinkedDocument } from './linked-documents.ts';
import { lacksAnchor } from './lacks-anchor.ts';
import { partsOfDocuments } from './parts-of-documents.ts';
import { resolveAddress } from './resolve-address.ts';

/** Texts that GitHub shows on other pages than the file's own, from where their links lead elsewhere. */
const SHOWN_ELSEWHERE = /(?:^|\/)(?:issue|pull_request|discussion)_template[/.]/i;

interface Fault {
  readonly message: string;
  readonly remedy: string;
  /** What the address should be. */
  readonly correct?: string | undefined;
}

/** What is wrong with the links of `documents`, all of a tree's; each address is named once in a document. */
export function checkLinks(
  documents: readonly LinkedDocument[],
  tree: Tree,
  isIgnored: (path: string) => boolean,
): Found[] {
  const paths = pathsOf(tree);
  const isOfSite = documentationSites(paths);
  const byPath = new Map(documents.map((document) => [document.path, document]));
  const isPart = partsOfDocuments(documents);
  return documents.flatMap((document) => {
    const { path, links, unread, isPage } = document;
    if (SHOWN_ELSEWHERE.test(path)) return [];
    const isLoose = isPage || isOfSite(path);
    const faults = Array.from(
      Map.groupBy(links, ({ address }) => address),
      ([address, places]) => {
        const fault = faultOf(address, document, { paths, byPath, isLoose, isIgnored, isPart });
        return fault === undefined ? [] : [foundAt(path, places, fault)];
      },
    );
    return [
      ...faults.flat(),
      ...unread.map((range): Found => ({
        path,
        range,
        message: 'Its links cannot be told: a paragraph is too long or has too many open brackets',
        remedy: 'Divide the paragraph, or except the document with a reason.',
        cannotTell: true,
      })),
    ];
  });
}

interface Surroundings {
  readonly paths: TreePaths;
  readonly byPath: ReadonlyMap<string, LinkedDocument>;
  /** Whether the document is a page of a site, whose program resolves addresses that GitHub does not. */
  readonly isLoose: boolean;
  /** Whether git ignores a path. */
  readonly isIgnored: (path: string) => boolean;
  /** Whether a document is a part of one that a program puts together. */
  readonly isPart: (document: LinkedDocument) => boolean;
}

function faultOf(
  address: string,
  document: LinkedDocument,
  { paths, byPath, isLoose, isIgnored, isPart }: Surroundings,
): Fault | undefined {
  const { path: from } = document;
  if (isLoose && (address.startsWith('/') || (!namesFile(address) && !address.startsWith('#'))))
    return undefined;
  const target = resolveAddress(address, from);
  if (target.kind === 'elsewhere') return undefined;
  const link = `The link to ${printable(shortened(address, 200))}`;
  if (target.kind === 'outside') {
    return {
      message: `${link} leads out of the repository`,
      remedy: 'Link to a file of the repository, or write the whole address.',
    };
  }
  const { path, isFolder, anchor } = target;
  if (!paths.has(path)) {
    if (
      isLoose &&
      (isIgnored(path) ||
        isOfSiteItself(address, from, paths) ||
        isInEnglish(path, paths) ||
        isStatic(path, paths))
    ) {
      return undefined;
    }
    const correct = inRightCase(address, path, paths);
    return {
      message: `${link} leads to ${path}, which is not there`,
      remedy:
        correct === undefined
          ? 'Correct the address, or remove the link.'
          : `Write it as the file is called: ${printable(shortened(correct, 200))}.`,
      correct,
    };
  }
  if (isFolder && paths.files.get(path)?.kind === 'file') {
    return {
      message: `${link} leads to a folder ${path}, which is a file`,
      remedy: 'Leave the last / away.',
    };
  }
  if (anchor === undefined) return undefined;
  const linked = byPath.get(path);
  if (
    linked === undefined ||
    !lacksAnchor(anchor, linked.anchors(isLoose), isLoose) ||
    (address.startsWith('#') && isPart(document))
  ) {
    return undefined;
  }
  return {
    message: `${link} names a heading that ${path} does not have`,
    remedy: 'Correct what stands behind #, or leave it away: the file itself is there.',
  };
}

/** Whether it leads to a page, or to a file from the folder that many sites make of a page. */
function isOfSiteItself(address: string, from: string, paths: TreePaths): boolean {
  const target = resolveAddress(address, from);
  const below = resolveAddress(address, `${from.replace(/\.\w+$/, '')}/page`);
  return [target, below].some(
    (each) => each.kind === 'path' && (paths.has(each.path) || isPageOf(each.path, paths)),
  );
}

/** The address with the names as the tree has them, where nothing differs but the case of letters. */
function inRightCase(address: string, path: string, paths: TreePaths): string | undefined {
  const actual = paths.inOtherCase(path);
  const [written = ''] = address.split(/[?#]/);
  const names = posix.normalize(written).replace(/^(?:\/|(?:\.\.\/)+)/, '');
  if (actual?.length !== path.length || !path.endsWith(names) || !written.endsWith(names)) return undefined;
  const kept = path.length - names.length;
  if (!actual.startsWith(path.slice(0, kept))) return undefined;
  return written.slice(0, written.length - names.length) + actual.slice(kept) + address.slice(written.length);
}

function foundAt(path: string, places: readonly DocumentLink[], { correct, ...fault }: Fault): Found {
  const fix = correct !== undefined &&
    places.every(({ isExact }) => isExact) && {
      description: `write ${printable(shortened(correct, 200))}`,
      edits: places.map(({ range }): Edit => ({ ...range, text: correct })),
    };
  return {
    path,
    ...(places[0] && { range: places[0].range }),
    ...fault,
    ...(fix && { fix }),
  };
}
