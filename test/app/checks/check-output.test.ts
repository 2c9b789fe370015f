import { describe, expect, it } from '@jest/globals';
import { outputOf, untold } from '../../../app/checks/check-output.ts';
import { FIX } from '../../../app/checks/fix-button.ts';
import {
  checkCovenant,
  memoryTree,
  parseCovenantConfig,
  RULES,
} from '../../../core/remembrancer/covenant/index.ts';

const SCRIPT = 'scripts/build.sh';
const DOWNLOAD = 'curl -sSf https://example.org/install.sh | sh\n';

async function outputFor(contents: Readonly<Record<string, string>>, isCut = false) {
  const result = await checkCovenant({
    tree: memoryTree(contents),
    config: parseCovenantConfig(undefined, new Set(RULES.map(({ id }) => id))),
    clock: () => new Date('2026-11-20T09:30:00Z'),
    ledger: 'none',
    pins: { actions: new Map(), images: new Map() },
  });
  return outputOf({ result, isCut });
}

describe('what a check run says', () => {
  it('of a covenant that is held is success', async () => {
    expect(await outputFor({ 'README.md': '# App\n' })).toMatchObject({
      ...{ conclusion: 'success', title: 'Held', annotations: [], isFixable: false },
    });
  });

  it('of a broken rule is failure, beside its line', async () => {
    const { conclusion, title, annotations } = await outputFor({ [SCRIPT]: `set -e\n${DOWNLOAD}` });
    expect(conclusion).toBe('failure');
    expect(title).toMatch(/^Broken: 1 finding/);
    expect(annotations).toContainEqual(
      expect.objectContaining({ path: SCRIPT, start_line: 2, end_line: 2, annotation_level: 'failure' }),
    );
  });

  it('is never more than GitHub takes', async () => {
    const { summary, annotations, title } = await outputFor({ [SCRIPT]: DOWNLOAD.repeat(2_000) }, true);
    expect(annotations).toHaveLength(500);
    expect(summary.length).toBeLessThan(65_535);
    expect(title.length).toBeLessThan(256);
    for (const each of annotations) {
      expect(each.title.length).toBeLessThan(256);
      expect(each.start_column === undefined || each.start_line === each.end_line).toBe(true);
    }
    expect(summary).toMatch(/^There are more files than the app reads/);
  });

  it('where nothing could be looked at asks for somebody, and passes no required check', () => {
    expect(untold('It cannot be told', 'See `x` <b>').conclusion).toBe('action_required');
    expect(untold('It cannot be told', 'See `x` <b>').summary).not.toMatch(/[`<]/);
  });

  it('has a button that GitHub takes', () => {
    const { label, description, identifier } = FIX;
    expect(label.length <= 20 && description.length <= 40 && identifier.length <= 20).toBe(true);
  });
});
