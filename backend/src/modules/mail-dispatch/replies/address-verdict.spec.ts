import { describe, expect, it } from 'vitest';
import { verdictOn, type SoftBounces } from './address-verdict.js';
import type { ReplyClass } from '../../../contract/replies/reply-class.js';

const DAY = 86_400_000;
const NOW = 20_000 * DAY + 1000;

function never(
  replyClass: ReplyClass,
  reply = '550 no',
): { replyClass: ReplyClass; permanent: true; reply: string } {
  return { replyClass, permanent: true, reply };
}

/** What is remembered after one failure of this class every `step` days; undefined once the address is given up. */
function after(times: number, replyClass: ReplyClass, step: number): readonly SoftBounces[] | undefined {
  let known: readonly SoftBounces[] = [];
  for (let day = 0; day < times; day += 1) {
    const { bounces, counted } = verdictOn(never(replyClass), known, NOW + day * step * DAY);
    if (bounces !== 'nowhere') return undefined;
    known = counted ? [counted] : known;
  }
  return known;
}

describe('verdictOn', () => {
  it('gives an unknown mailbox up at once, but not when only our patience ended', () => {
    expect(verdictOn(never('bad-mailbox'), [], NOW)).toEqual({ bounces: 'everywhere' });
    expect(verdictOn({ ...never('bad-mailbox'), permanent: false }, [], NOW)).toMatchObject({
      bounces: 'nowhere',
      counted: { days: 1, points: 1 },
    });
  });

  it.each<ReplyClass>([
    'ip-reputation', 'sender-auth', 'spam-content', 'rate', 'greylist', 'policy-block', 'too-big', 'tls', 'protocol',
  ])('leaves the address alone when the answer is %s', (replyClass) => {
    expect(verdictOn(never(replyClass), [], NOW)).toEqual({ bounces: 'nowhere' });
  }); // prettier-ignore

  it('gives up in the list only whoever wants nothing of this sender', () => {
    expect(verdictOn(never('recipient-policy'), [], NOW)).toEqual({ bounces: 'in-list' });
  });

  it('takes a closed mailbox for gone, and an inactive one the second time within 60 days', () => {
    expect(verdictOn(never('inactive-mailbox', '550 5.2.1 account disabled'), [], NOW).bounces).toBe(
      'everywhere',
    );
    expect(after(1, 'inactive-mailbox', 1)).toMatchObject([{ days: 1 }]);
    expect(after(2, 'inactive-mailbox', 59)).toBeUndefined();
    expect(after(2, 'inactive-mailbox', 61)).toMatchObject([{ days: 1 }]);
  });

  it('gives a domain up after three days', () => {
    expect(after(2, 'bad-domain', 1)).toMatchObject([{ days: 2 }]);
    expect(after(3, 'bad-domain', 1)).toBeUndefined();
  });

  it('gives a full mailbox up after ten refusals over 30 days, not sooner', () => {
    expect(after(9, 'mailbox-full', 4)).toBeDefined();
    expect(after(12, 'mailbox-full', 4)).toBeUndefined();
    expect(after(12, 'mailbox-full', 1)).toMatchObject([{ points: 12 }]);
  });

  it('counts once a day, over all classes', () => {
    const before: SoftBounces = { replyClass: 'mailbox-full', days: 1, points: 1, firstAt: NOW, lastAt: NOW };
    expect(verdictOn(never('server-error'), [before], NOW + 1000)).toEqual({ bounces: 'nowhere' });
    expect(verdictOn(never('server-error'), [before], NOW + DAY).counted).toMatchObject({
      days: 1,
      points: 1,
    });
  });

  it('forgets one point in 14 quiet days', () => {
    const before: SoftBounces = { replyClass: 'mailbox-full', days: 5, points: 5, firstAt: NOW, lastAt: NOW };
    expect(verdictOn(never('mailbox-full'), [before], NOW + 29 * DAY).counted).toMatchObject({
      days: 6,
      points: 4,
    });
  });

  it('counts mails that never found a way as expired', () => {
    const { counted } = verdictOn({ replyClass: 'connection', permanent: false, reply: '' }, [], NOW);
    expect(counted).toMatchObject({ replyClass: 'connection', points: 1 });
  });
});
