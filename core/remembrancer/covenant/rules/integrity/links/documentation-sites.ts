import { folderAbove, type TreePaths } from '../../../tree/tree-paths.ts';

/** The files that say how the folder that they are in becomes a site. */
const SITE_FILES =
  /(?:^|\/)(?:mkdocs\.ya?ml|docusaurus\.config\.[cm]?[jt]s|_config\.ya?ml|conf\.py|hugo\.(?:toml|ya?ml|json)|book\.toml|antora\.yml|astro\.config\.[cm]?[jt]s|gatsby-config\.[cm]?[jt]s|eleventy\.config\.[cm]?js|\.eleventy\.js|\.vitepress\/config\.[cm]?[jt]s|\.vuepress\/config\.[cm]?[jt]s|next\.config\.[cm]?[jt]s|nuxt\.config\.[jt]s|mint\.json|docs\.json|_sidebar\.md|SUMMARY\.md|_index\.md|zensical\.toml)$/i;
/** What a person reads on GitHub, wherever it is. */
const READ_ON_GITHUB =
  /(?:^|\/)(?:readme|contributing|security|changelog|code_of_conduct|support|governance)[^/]{0,20}$/i;

/** Where documentation is: one such file makes all of it a site, as that of one of its languages. */
const DOCUMENTATION = /^(?:docs?|documentation|website|site|content)(?=\/|$)/i;
/** What a page tells the program that makes a site of it. */
const OF_PAGE =
  /^(?:title|layout|weight|permalink|slug|aliases|menu|nav_order|sidebar_position|sidebar_label)[ \t]*:/m;

/** Whether the front matter of a document is that of a page of a site. */
export const isOfPage = (frontMatter: string): boolean => OF_PAGE.test(frontMatter);

/** Which documents are pages of a site, whose addresses its own program makes: there a name alone tells no file. */
export function documentationSites({ files }: TreePaths): (path: string) => boolean {
  const folders = new Set<string>();
  for (const path of files.keys()) {
    if (!SITE_FILES.test(path)) continue;
    const folder = path.replace(/(?:^|\/)(?:\.(?:vitepress|vuepress)\/)?[^/]+$/, '');
    folders.add(DOCUMENTATION.exec(folder)?.[0] ?? folder);
  }
  return (path) => {
    if (READ_ON_GITHUB.test(path)) return false;
    for (let folder = folderAbove(path); folder !== undefined; folder = folderAbove(folder)) {
      if (folders.has(folder)) return true;
    }
    return false;
  };
}

/** Whether the last name of an address is that of a file, and not of a page that a program makes of one. */
export const namesFile = (address: string): boolean =>
  /\.(?!html?(?:$|[#?]))[a-z0-9]{1,9}(?:$|[#?])/i.test(address);

/** Whether one of the files is there that become the page `path`; one that is the index of a folder is there with its folder. */
export const isPageOf = (path: string, paths: TreePaths): boolean =>
  ['.md', '.mdx', '.markdown'].some((end) => paths.has(path + end));

/** Whether Hugo puts the file beside the pages: what is in `static` goes where what is in `content` goes. */
export const isStatic = (path: string, paths: TreePaths): boolean =>
  paths.has(path.replace(/(^|\/)content\//, '$1static/'));

/** A folder of the pages in one language: `de`, `zh-hant`, `pt_BR`. */
const LANGUAGE = /^[a-z]{2}(?:[-_][a-z]{2,4})?$/i;

/** Whether the page is there in English, which sites of several languages show where there is no translation. */
export function isInEnglish(path: string, paths: TreePaths): boolean {
  const names = path.split('/', 100);
  return names.some((name, at) => LANGUAGE.test(name) && paths.has(names.with(at, 'en').join('/')));
}
