import { describe, expect, it } from 'vitest';
import { checkSchedule, nextRun, type Schedule } from './schedule.js';

const schedule = (part: Partial<Schedule>): Schedule => ({
  kind: 'daily',
  minutes: 0,
  times: ['06:00'],
  days: [],
  timeZone: 'Europe/Berlin',
  ...part,
});
const next = (part: Partial<Schedule>, after: string) =>
  nextRun(schedule(part), new Date(after)).toISOString();

describe('nextRun', () => {
  it.each<[string, Partial<Schedule>, string, string]>([
    ['interval', { kind: 'interval', minutes: 15 }, '2026-11-23T10:07:30Z', '2026-11-23T10:22:30.000Z'],
    ['hourly', { kind: 'hourly', minutes: 5 }, '2026-11-23T10:05:00Z', '2026-11-23T11:05:00.000Z'],
    [
      'hourly over midnight',
      { kind: 'hourly', minutes: 59 },
      '2026-11-23T22:59:30Z',
      '2026-11-23T23:59:00.000Z',
    ],
    [
      'hourly in a zone of half an hour',
      { kind: 'hourly', minutes: 0, timeZone: 'Asia/Kolkata' },
      '2026-11-23T10:00:00Z',
      '2026-11-23T10:30:00.000Z',
    ],
    ['daily', {}, '2026-11-23T04:59:59Z', '2026-11-23T05:00:00.000Z'],
    ['daily, not the same moment twice', {}, '2026-11-23T05:00:00Z', '2026-11-24T05:00:00.000Z'],
    ['several times', { times: ['18:00', '06:00'] }, '2026-11-23T06:00:00Z', '2026-11-23T17:00:00.000Z'],
    ['weekly', { kind: 'weekly', days: [1] }, '2026-11-23T06:00:00Z', '2026-11-30T05:00:00.000Z'],
    ['Sunday', { kind: 'weekly', days: [7] }, '2026-11-23T06:00:00Z', '2026-11-29T05:00:00.000Z'],
    ['monthly', { kind: 'monthly', days: [15] }, '2026-11-23T06:00:00Z', '2026-12-15T05:00:00.000Z'],
    [
      'the 31st of short months',
      { kind: 'monthly', days: [31] },
      '2027-02-01T06:00:00Z',
      '2027-02-28T05:00:00.000Z',
    ],
    [
      'the 30th in February',
      { kind: 'monthly', days: [30] },
      '2027-02-01T06:00:00Z',
      '2027-02-28T05:00:00.000Z',
    ],
    ['the hour that spring skips', { times: ['02:30'] }, '2026-03-28T12:00:00Z', '2026-03-29T01:30:00.000Z'],
    [
      'the hour that autumn repeats, once',
      { times: ['02:30'] },
      '2026-10-25T00:30:00Z',
      '2026-10-26T01:30:00.000Z',
    ],
    [
      'a day ahead of UTC',
      { times: ['00:30'], timeZone: 'Pacific/Kiritimati' },
      '2026-11-23T12:00:00Z',
      '2026-11-24T10:30:00.000Z',
    ],
  ])('%s', (_name, part, after, expected) => {
    expect(next(part, after)).toBe(expected);
  });
});

describe('checkSchedule', () => {
  it.each<[Partial<Schedule>, string[]]>([
    [{}, []],
    [{ kind: 'interval', minutes: 4 }, ['minutes']],
    [{ kind: 'hourly', minutes: 60 }, ['minutes']],
    [{ times: [] }, ['times']],
    [{ times: ['24:00'] }, ['times']],
    [{ kind: 'weekly', days: [] }, ['days']],
    [{ kind: 'weekly', days: [8] }, ['days']],
    [{ kind: 'monthly', days: [0] }, ['days']],
    [{ timeZone: 'Mars/Base' }, ['timeZone']],
    [{ timeZone: '' }, ['timeZone']],
  ])('%j: %j', (part, problems) => {
    expect(Object.keys(checkSchedule(schedule(part)))).toEqual(problems);
  });
});
