import { markup, type Markup } from '../../core/remembrancer/site/markup.ts';

const page = (title: string, body: Markup): string =>
  `<!doctype html>\n${markup`<html lang="en"><head><meta charset="utf-8"><title>${title}</title></head><body><h1>${title}</h1>${body}</body></html>`.markup}\n`;

/** The page whose one button sends the manifest to GitHub. */
export const formPage = (action: string, manifest: string): string =>
  page(
    'Set up VaultMesh',
    markup`<p>GitHub shows you what the app may do and makes it when you confirm.</p>
      <form method="post" action="${action}">
      <input type="hidden" name="manifest" value="${manifest}">
      <button type="submit">Go to GitHub</button>
      </form>`,
  );

export const donePage = (): string =>
  page('GitHub made the app', markup`<p>Go on in the terminal; you can close this page.</p>`);

export const refusedPage = (): string =>
  page('Not this page', markup`<p>Open the address that the terminal shows, and begin there.</p>`);
