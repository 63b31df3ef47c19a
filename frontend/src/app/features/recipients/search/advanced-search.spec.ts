import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { type RecipientFilter } from '../../../core/api/recipients-api';
import { RuleVocabularies } from '../../../core/rules/rule-vocabularies';
import { type RuleVocabulary } from '../../../shared/rule-builder/vocabulary';
import { expectAccessible } from '../../../shared/testing/axe';
import { AdvancedSearch } from './advanced-search';

const VOCABULARY: RuleVocabulary = {
  fields: [{ name: 'town', label: 'Town', type: 'text', fixedValues: [], sampleValues: [] }],
  mailings: [],
  mailingLists: [],
  targetGroups: [],
  timeZone: 'UTC',
  linksOf: () => Promise.resolve([]),
};

async function open(filter: RecipientFilter) {
  TestBed.configureTestingModule({
    providers: [
      provideHttpClient(),
      provideHttpClientTesting(),
      { provide: RuleVocabularies, useValue: { load: () => Promise.resolve(VOCABULARY) } },
    ],
  });
  const fixture = TestBed.createComponent(AdvancedSearch);
  fixture.componentRef.setInput('filter', filter);
  const applied: string[] = [];
  fixture.componentInstance.apply.subscribe((eql) => applied.push(eql));
  const element: HTMLElement = fixture.nativeElement;
  await vi.waitUntil(() => element.querySelector('.foot') !== null);
  const button = (text: string) =>
    [...element.querySelectorAll('button')].find(({ textContent }) => textContent?.trim() === text);
  return { fixture, element, applied, button, http: TestBed.inject(HttpTestingController) };
}

describe('em-advanced-search', () => {
  it('counts the whole search once building rests', async () => {
    const { fixture, element, http } = await open({ q: 'ada', eql: "town = 'Rom'" });
    const url = '/api/v1/recipients/count';
    const request = await vi.waitFor(() => http.expectOne(url));
    expect(request.request.body).toEqual({ filter: { q: 'ada', eql: "town = 'Rom'" } });
    request.flush({ count: 1234 });
    await vi.waitUntil(() => /1.234 recipients match/.test(element.textContent ?? ''));
    await fixture.whenStable();
    await expectAccessible(element);
  });

  it('asks to complete a new condition instead of searching by half of it', async () => {
    const { fixture, element, applied, button } = await open({});
    button('Condition')?.click();
    await fixture.whenStable();
    expect(element.querySelectorAll('em-rule-row').length).toBe(1);
    expect(element.textContent).toContain('Complete the conditions first');
    button('Show these')?.click();
    await fixture.whenStable();
    expect(applied).toEqual([]);
  });

  it('leaves a rule alone that only text can say', async () => {
    const { element } = await open({ eql: "town = 'Rom' -- the one in Italy" });
    expect(element.textContent).toContain('cannot be shown as conditions');
    expect(element.querySelector('em-rule-builder')).toBeNull();
  });
});
