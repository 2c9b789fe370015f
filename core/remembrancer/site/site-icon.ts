/** A tree of three leaves' worth of lines: an SVG without a script or a link. */
export const siteIcon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#1a56b0"/><path d="M16 9 9 22M16 9l7 13" stroke="#fff" stroke-width="2.5"/><g fill="#fff"><circle cx="16" cy="9" r="4"/><circle cx="9" cy="23" r="4"/><circle cx="23" cy="23" r="4"/></g></svg>\n';
