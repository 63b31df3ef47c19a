import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { expectAccessible } from '../testing/axe';
import { Cell, type Column, type PageInfo } from './columns';
import { DataTable } from './data-table';

interface Person {
  id: number;
  email: string;
  opens: number;
}

@Component({
  imports: [Cell, DataTable],
  template: `
    <em-data-table
      caption="People"
      [columns]="columns"
      [rows]="rows()"
      [sort]="sort()"
      [filtered]="filtered()"
      [page]="page()"
      [rowLink]="link"
      (sortChange)="sort.set($event)"
      (pageMove)="moves.push($event)"
    >
      <ng-template emCell="opens" [emCellOf]="rows()" let-row>{{ row.opens }} times</ng-template>
      <p emEmpty>Nobody yet</p>
      <p emNoMatch>Nobody matches</p>
    </em-data-table>
  `,
})
class People {
  readonly columns: Column[] = [
    { key: 'email', label: 'E-mail', sortable: true, primary: true },
    { key: 'opens', label: 'Opens', align: 'end' },
  ];
  readonly rows = signal<Person[] | undefined>(undefined);
  readonly sort = signal('');
  readonly filtered = signal(false);
  readonly page = signal<PageInfo | null>(null);
  readonly moves: string[] = [];
  readonly link = (row: Person): string => `/people/${row.id}`;
}

function render() {
  TestBed.configureTestingModule({ providers: [provideRouter([])] });
  const fixture = TestBed.createComponent(People);
  const element: HTMLElement = fixture.nativeElement;
  return { fixture, element, page: fixture.componentInstance };
}

describe('em-data-table', () => {
  it('shows skeletons and no empty text before the first answer', async () => {
    const { fixture, element } = render();
    await fixture.whenStable();
    expect(element.querySelectorAll('tr.skeleton').length).toBe(8);
    expect(element.textContent).not.toContain('Nobody');
  });

  it('tells an empty list from a search without a match', async () => {
    const { fixture, element, page } = render();
    page.rows.set([]);
    await fixture.whenStable();
    expect(element.textContent).toContain('Nobody yet');
    page.filtered.set(true);
    await fixture.whenStable();
    expect(element.textContent).toContain('Nobody matches');
    expect(element.textContent).not.toContain('Nobody yet');
  });

  it('sorts by header buttons and says so', async () => {
    const { fixture, element, page } = render();
    page.rows.set([{ id: 7, email: 'a@example.com', opens: 3 }]);
    await fixture.whenStable();
    const header = element.querySelector('th');
    const button = header?.querySelector('button');
    expect(header?.getAttribute('aria-sort')).toBe('none');
    button?.click();
    await fixture.whenStable();
    expect([page.sort(), header?.getAttribute('aria-sort')]).toEqual(['email', 'ascending']);
    button?.click();
    await fixture.whenStable();
    expect([page.sort(), header?.getAttribute('aria-sort')]).toEqual(['-email', 'descending']);
  });

  it('links rows for the keyboard and renders cell templates', async () => {
    const { fixture, element, page } = render();
    page.rows.set([{ id: 7, email: 'a@example.com', opens: 3 }]);
    await fixture.whenStable();
    expect(element.querySelector('td a')?.getAttribute('href')).toBe('/people/7');
    expect(element.querySelector('td.end')?.textContent?.trim()).toBe('3 times');
    await expectAccessible(element);
  });

  it('pages by key and marks estimated totals', async () => {
    const { fixture, element, page } = render();
    page.rows.set([{ id: 7, email: 'a@example.com', opens: 3 }]);
    page.page.set({ atStart: true, hasNext: true, total: 5_100_000, totalIsEstimate: true });
    await fixture.whenStable();
    const buttons = [...element.querySelectorAll<HTMLButtonElement>('.paging button')];
    expect(buttons.map((button) => button.disabled)).toEqual([true, true, false]);
    expect(element.querySelector('.paging')?.textContent).toMatch(/≈ 5.100.000 in total/);
    buttons[2]?.click();
    expect(page.moves).toEqual(['next']);
  });
});
