import { TestBed } from '@angular/core/testing';
import { expectAccessible } from '../../../shared/testing/axe';
import { AudienceFunnel, funnelSteps } from './audience-funnel';

const audience = {
  inList: 1000,
  active: 900,
  inTarget: 900,
  blocked: 10,
  willReceive: 890,
  inactiveByStatus: { '2': 30, '4': 70, '7': 0 },
};

describe('funnelSteps', () => {
  it('explains every step from the list to those who receive it', () => {
    const steps = funnelSteps(audience);
    expect(steps.map(({ count, percent }) => [count, percent])).toEqual([
      [1000, 100],
      [900, 90],
      [890, 89],
    ]);
    const lost = steps.map(({ losses }) => losses.reduce((sum, { count }) => sum + count, 0));
    expect(lost).toEqual([100, 10, 0]);
  });

  it('shows who is not in the target groups as a step of its own', () => {
    const steps = funnelSteps({ ...audience, inTarget: 400, willReceive: 395, blocked: 5 });
    expect(steps.map(({ key, count }) => [key, count])).toEqual([
      ['inList', 1000],
      ['active', 900],
      ['inTarget', 400],
      ['willReceive', 395],
    ]);
    expect(steps[1]?.losses).toEqual([{ label: 'not in the target groups', count: 500 }]);
    expect(steps[2]?.losses).toEqual([{ label: 'on the blocklist', count: 5 }]);
  });

  it('names the biggest loss first and no empty ones', () => {
    expect(funnelSteps(audience)[0]?.losses).toEqual([
      { label: 'unsubscribed', count: 70 },
      { label: 'bounced', count: 30 },
    ]);
  });

  it('does not divide by an empty list', () => {
    const empty = { inList: 0, active: 0, inTarget: 0, blocked: 0, willReceive: 0, inactiveByStatus: {} };
    expect(funnelSteps(empty).map(({ percent }) => percent)).toEqual([0, 0, 0]);
  });

  it('can be read without seeing the bars', async () => {
    const fixture = TestBed.createComponent(AudienceFunnel);
    fixture.componentRef.setInput('audience', audience);
    await fixture.whenStable();
    const element: HTMLElement = fixture.nativeElement;
    expect(element.textContent).toMatch(/On the mailing list\s*1.000/);
    expect(element.textContent).toContain('− 10 on the blocklist');
    await expectAccessible(element);
  });
});
