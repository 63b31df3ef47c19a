import { wallClock, zonedTime } from './zoned-time';

describe('zonedTime', () => {
  it.each([
    ['2026-12-24T18:00', 'Europe/Berlin', '2026-12-24T17:00:00.000Z'],
    ['2026-07-01T18:00', 'Europe/Berlin', '2026-07-01T16:00:00.000Z'],
    ['2026-07-01T18:00', 'UTC', '2026-07-01T18:00:00.000Z'],
    ['2026-07-01T18:00', 'America/Los_Angeles', '2026-07-02T01:00:00.000Z'],
    ['2026-07-01T00:15', 'Asia/Kathmandu', '2026-06-30T18:30:00.000Z'],
    ['2026-01-01T00:00', 'Pacific/Kiritimati', '2025-12-31T10:00:00.000Z'],
  ])('%s in %s is %s', (text, zone, expected) => {
    const { instant, note } = zonedTime(text, zone);
    expect(instant?.toISOString()).toBe(expected);
    expect(note).toBeNull();
    expect(wallClock(new Date(expected), zone)).toBe(text);
  });

  it('knows the hours around a change of clocks', () => {
    expect(zonedTime('2026-03-29T01:59', 'Europe/Berlin').instant?.toISOString()).toBe(
      '2026-03-29T00:59:00.000Z',
    );
    expect(zonedTime('2026-03-29T02:30', 'Europe/Berlin')).toEqual({ instant: null, note: 'skipped' });
    expect(zonedTime('2026-03-29T03:00', 'Europe/Berlin').instant?.toISOString()).toBe(
      '2026-03-29T01:00:00.000Z',
    );
    expect(zonedTime('2026-10-25T02:30', 'Europe/Berlin')).toEqual({
      instant: new Date('2026-10-25T00:30:00Z'),
      note: 'twice',
    });
    expect(zonedTime('2026-10-25T03:00', 'Europe/Berlin').note).toBeNull();
  });

  it.each(['', 'tomorrow', '2026-13-01T10:00', '2026-12-24'])('refuses %j', (text) => {
    expect(zonedTime(text, 'UTC')).toEqual({ instant: null, note: 'invalid' });
  });
});
