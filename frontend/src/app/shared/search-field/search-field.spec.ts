import { TestBed } from '@angular/core/testing';
import { expectAccessible } from '../testing/axe';
import { SearchField } from './search-field';

describe('em-search-field', () => {
  const open = () => {
    const fixture = TestBed.createComponent(SearchField);
    fixture.componentRef.setInput('value', '');
    fixture.componentRef.setInput('label', 'Search people');
    fixture.detectChanges();
    const element = fixture.nativeElement as HTMLElement;
    const field = element.querySelector('input') as HTMLInputElement;
    const asked: string[] = [];
    fixture.componentInstance.valueChange.subscribe((text) => asked.push(text));
    const type = (text: string) => {
      field.value = text;
      field.dispatchEvent(new Event('input'));
    };
    return { fixture, element, asked, type };
  };
  const pause = () => new Promise((resolve) => setTimeout(resolve, 400));

  it('asks once, when typing pauses', async () => {
    const { asked, type } = open();
    for (const text of ['a', 'ad', 'ada']) type(text);
    expect(asked).toEqual([]);
    await pause();
    expect(asked).toEqual(['ada']);
  });

  it('asks nothing any more when the page is left', async () => {
    const { fixture, asked, type } = open();
    type('ada');
    fixture.destroy();
    await pause();
    expect(asked).toEqual([]);
  });

  it('has a name', async () => {
    await expectAccessible(open().element);
  });
});
