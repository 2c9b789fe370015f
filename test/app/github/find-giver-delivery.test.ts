import { describe, expect, it } from '@jest/globals';
import { findGiverDelivery } from '../../../app/github/find-giver-delivery.ts';

const CREATED = '2026-11-20T09:00:00Z';

const row = (id: number, at: string, event = 'issue_comment', action: string | null = 'created') => ({
  id,
  delivered_at: `2026-11-20T${at}Z`,
  event,
  action,
});

/** A log in pages, newest first; of each payload whether it was read. */
function logOf(
  pages: readonly ReturnType<typeof row>[][],
  payloads: Readonly<Record<number, object | null>>,
) {
  const read: number[] = [];
  let pagesRead = 0;
  return {
    read,
    pagesRead: () => pagesRead,
    client: {
      paginate: {
        async *iterator() {
          for (const data of pages) {
            pagesRead++;
            yield await Promise.resolve({ data });
          }
        },
      },
      rest: {
        apps: {
          getWebhookDelivery: ({ delivery_id: id }: { delivery_id: number }) => {
            read.push(id);
            return Promise.resolve({ data: { request: { payload: payloads[id] ?? null } } });
          },
        },
      },
    },
  };
}

const comment = (id: number, body: string) => ({ comment: { id, body } });

describe('the delivery of a comment', () => {
  it('is the first after it was written that has it, with the text of then', async () => {
    const { client, read, pagesRead } = logOf(
      [
        [row(9, '09:30:00'), row(8, '09:00:09', 'push', null), row(7, '09:00:08')],
        [row(6, '09:00:02', 'issue_comment', 'edited'), row(5, '09:00:01'), row(4, '08:00:00')],
        [row(3, '07:00:00')],
      ],
      { 5: comment(98, '/help'), 7: comment(99, '/spawn one'), 9: comment(99, '/spawn one') },
    );
    expect(await findGiverDelivery(client, 99, CREATED)).toEqual({ delivery: 7, body: '/spawn one' });
    expect(read).toEqual([5, 7]);
    expect(pagesRead()).toBe(2);
  });

  it('is that of an issue for a command by a form, whatever comment has the same number', async () => {
    const issue = (id: number, body: string) => ({ issue: { id, body } });
    const { client, read } = logOf(
      [[row(9, '09:00:03', 'issues', 'opened'), row(8, '09:00:02', 'issues', 'edited'), row(7, '09:00:01')]],
      {
        7: { ...comment(99, '/help'), ...issue(99, 'old') },
        8: issue(99, 'edited'),
        9: issue(99, '### /help'),
      },
    );
    expect(await findGiverDelivery(client, 'issue-99', CREATED)).toEqual({ delivery: 9, body: '### /help' });
    expect(read).toEqual([9]);
  });

  it('is not found where the log has it no more, or has lost its payload', async () => {
    const { client } = logOf([[row(5, '09:00:01'), row(4, '09:00:00')]], { 5: comment(98, '/help') });
    expect(await findGiverDelivery(client, 99, CREATED)).toBeUndefined();
  });

  it('is looked for in so many payloads and no more', async () => {
    const rows = Array.from({ length: 100 }, (_, n) => row(200 - n, '09:00:01'));
    const { client, read } = logOf([rows], {});
    expect(await findGiverDelivery(client, 99, CREATED)).toBeUndefined();
    expect(read).toHaveLength(50);
  });
});
