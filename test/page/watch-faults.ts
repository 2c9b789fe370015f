import type { Page } from 'playwright-core';

/** What happened since the last call and never may. */
export type TakeFaults = () => string[];

/** Watches `page` for lines on the console, errors, violations of its policy, and requests that `isAllowed` refuses. */
export async function watchFaults(page: Page, isAllowed: (url: string) => boolean): Promise<TakeFaults> {
  const faults: string[] = [];
  page.on('console', (message) => faults.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  page.on('crash', () => faults.push('the page crashed'));
  page.context().on('request', (request) => {
    if (!isAllowed(request.url())) faults.push(`request: ${request.url()}`);
  });
  page.context().on('weberror', (error) => faults.push(`error: ${error.error().message}`));
  await page.exposeFunction('reportViolation', (what: string) => faults.push(`policy: ${what}`));
  await page.addInitScript(`document.addEventListener('securitypolicyviolation', (event) =>
    reportViolation(event.violatedDirective + ' ' + event.blockedURI));`);
  return () => faults.splice(0);
}
