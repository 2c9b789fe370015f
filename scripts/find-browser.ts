import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The path of a Chromium on PATH. Throws with the line that installs one: the page is not tested without. */
export async function findBrowser(): Promise<string> {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    for (const name of NAMES) {
      const path = join(folder, name);
      const works = await access(path, constants.X_OK).then(
        () => true,
        () => false,
      );
      if (works) return path;
    }
  }
  throw new Error('There is no Chromium to test the page in. Install it: sudo apt-get install -y chromium');
}
