import { TestBed } from '@angular/core/testing';
import { expectAccessible } from '../testing/axe';
import { ScheduleField } from './schedule-field';
import { type Schedule, newSchedule, ofKind, scheduleText } from './schedule-words';

async function show(schedule: Schedule) {
  const fixture = TestBed.createComponent(ScheduleField);
  fixture.componentRef.setInput('schedule', schedule);
  const changes: Schedule[] = [];
  fixture.componentInstance.scheduleChange.subscribe((change) => changes.push(change));
  await fixture.whenStable();
  return { element: fixture.nativeElement as HTMLElement, changes };
}

describe('a schedule', () => {
  it('is chosen by days and times', async () => {
    const { element, changes } = await show(ofKind(newSchedule('Europe/Berlin'), 'weekly'));
    const boxes = element.querySelectorAll<HTMLInputElement>('input[type=checkbox]');
    expect([...boxes].map(({ checked }) => checked)).toEqual([true, ...Array<boolean>(6).fill(false)]);
    boxes[4]?.click();
    expect(changes.at(-1)?.days).toEqual([1, 5]);
    await expectAccessible(element);
  });

  it('takes several times at once', async () => {
    const { element, changes } = await show(newSchedule('UTC'));
    const times = element.querySelector<HTMLInputElement>('input');
    if (!times) throw new Error('no field for times');
    times.value = '06:00; 18:30';
    times.dispatchEvent(new Event('change'));
    expect(changes.at(-1)?.times).toEqual(['06:00', '18:30']);
  });

  it('reads as a sentence', () => {
    const weekly = { ...ofKind(newSchedule('UTC'), 'weekly'), days: [1, 7], times: ['06:00', '07:00'] };
    expect(scheduleText(weekly)).toBe('Monday, Sunday at 06:00, 07:00 (UTC)');
    expect(scheduleText(ofKind(weekly, 'interval'))).toBe('Every 60 minutes');
  });
});
