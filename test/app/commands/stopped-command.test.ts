import { describe, expect, it } from '@jest/globals';
import { stoppedCommand } from '../../../app/commands/stopped-command.ts';

const APP = 7;
const RETRIED = '2026-11-20T09:00:30Z';
const written = (
  id: number,
  body: string,
  user: { type: string; login: string; id: number },
  app?: number,
) => ({
  id,
  body,
  user,
  created_at: `2026-11-20T09:00:${String(id % 60).padStart(2, '0')}Z`,
  updated_at: `2026-11-20T09:00:${String(id % 60).padStart(2, '0')}Z`,
  ...(app !== undefined && { performed_via_github_app: { id: app } }),
});
const byMaria = (id: number, body: string) => written(id, body, { type: 'User', login: 'maria', id: 11 });
const answer = (id: number, comment: number | string, state: string, app = APP) =>
  written(
    id,
    `<!-- vaultmesh:answer comment=${comment} state=${state} -->\nText`,
    { type: 'Bot', login: 'vaultmesh[bot]', id: 1 },
    app,
  );

const stopped = (comments: readonly ReturnType<typeof written>[], app: number, wanted: string | undefined) =>
  stoppedCommand(
    [{ ...byMaria(10, '### /spawn: Name'), id: 'issue-10' }, ...comments],
    comments,
    app,
    wanted,
    RETRIED,
  );

describe('the command that stopped', () => {
  const comments = [
    byMaria(10, '/spawn one'),
    byMaria(11, '/spawn two'),
    answer(12, 10, 'stopped'),
    answer(13, 11, 'stopped'),
    byMaria(14, '/help'),
    answer(15, 14, 'done'),
  ];

  it('is the last one', () => {
    expect(stopped(comments, APP, undefined)).toEqual({
      giver: 11,
      createdAt: '2026-11-20T09:00:11Z',
      goesOn: false,
    });
  });

  it('is one that went on since it was asked for, but none that had come to its end before', () => {
    const done = (updated_at: string) => [
      byMaria(10, '/spawn one'),
      { ...answer(12, 10, 'done'), updated_at },
    ];
    expect(stopped(done('2026-11-20T09:00:31Z'), APP, undefined)).toMatchObject({ giver: 10, goesOn: true });
    expect(() => stopped(done('2026-11-20T09:00:29Z'), APP, undefined)).toThrow(
      'No command here was stopped',
    );
  });

  it('is that of the comment that is given', () => {
    expect(stopped(comments, APP, '10').giver).toBe(10);
  });

  it('is that of the form which made the issue, and not of a comment with the same number', () => {
    const ofForm = [byMaria(10, '/spawn one'), answer(12, 'issue-10', 'stopped')];
    expect(stopped(ofForm, APP, undefined).giver).toBe('issue-10');
    expect(stopped([...ofForm, answer(13, 10, 'stopped')], APP, 'issue').giver).toBe('issue-10');
    expect(() => stopped(ofForm, APP, '10')).toThrow('No command here with the comment 10 was stopped');
    expect(() => stopped(comments, APP, 'issue')).toThrow('with the form of this issue was stopped');
  });

  it.each([
    ['of another comment', comments, '14', 'No command here with the comment 14 was stopped'],
    [
      'where none stopped',
      [byMaria(10, '/help'), answer(11, 10, 'done')],
      undefined,
      'No command here was stopped',
    ],
    [
      'that a person claims',
      [byMaria(10, '/help'), { ...answer(11, 10, 'stopped'), user: byMaria(1, '').user }],
      undefined,
      'No command here',
    ],
    [
      'that another app claims',
      [byMaria(10, '/help'), answer(11, 10, 'stopped', 8)],
      undefined,
      'No command here',
    ],
    ['whose comment is gone', [answer(12, 10, 'stopped')], undefined, 'was deleted'],
    ['by what is no id', comments, 'https://x/1', 'The id of a comment is the number'],
  ])('is not found %s', (_, listed, wanted, reason) => {
    expect(() => stopped(listed, APP, wanted)).toThrow(reason);
  });
});
