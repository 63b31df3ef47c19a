import { TestBed } from '@angular/core/testing';
import { expectAccessible } from '../testing/axe';
import { FileDrop } from './file-drop';

async function drop(...files: File[]) {
  const fixture = TestBed.createComponent(FileDrop);
  const taken: File[] = [];
  fixture.componentInstance.fileChosen.subscribe((file) => taken.push(file));
  fixture.componentRef.setInput('accept', '.csv,.txt');
  fixture.componentRef.setInput('maxBytes', 10);
  await fixture.whenStable();
  const element: HTMLElement = fixture.nativeElement;
  const event = new Event('drop', { cancelable: true });
  Object.defineProperty(event, 'dataTransfer', { value: { files } });
  element.querySelector('.zone')?.dispatchEvent(event);
  await fixture.whenStable();
  return { taken, complaint: element.querySelector('[role=alert]')?.textContent ?? '', element };
}

describe('em-file-drop', () => {
  it('takes a fitting file', async () => {
    const { taken, complaint, element } = await drop(new File(['a;b'], 'People.CSV'));
    expect(taken.map((file) => file.name)).toEqual(['People.CSV']);
    expect(complaint).toBe('');
    await expectAccessible(element);
  });

  it.each([
    ['empty', [new File([], 'a.csv')], 'is empty'],
    ['too large', [new File(['12345678901'], 'a.csv')], 'is larger than'],
    ['of another type', [new File(['x'], 'a.exe')], 'does not end in'],
    ['two at once', [new File(['x'], 'a.csv'), new File(['x'], 'b.csv')], 'one file at a time'],
  ])('refuses a file that is %s and says why', async (_case, files, reason) => {
    const { taken, complaint } = await drop(...files);
    expect(taken).toEqual([]);
    expect(complaint).toContain(reason);
  });
});
