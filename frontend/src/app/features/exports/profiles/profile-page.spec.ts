import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { Router, provideRouter } from '@angular/router';
import { type ExportOptions } from '@contract/exports/export-options';
import { expectAccessible } from '../../../shared/testing/axe';
import { ProfilePage } from './profile-page';

async function open() {
  TestBed.configureTestingModule({
    providers: [provideHttpClient(), provideHttpClientTesting(), provideRouter([])],
  });
  const fixture = TestBed.createComponent(ProfilePage);
  fixture.componentRef.setInput('id', 'new');
  await fixture.whenStable();
  const http = TestBed.inject(HttpTestingController);
  http.expectOne('/api/v1/mailing-lists').flush({ items: [{ id: 3, name: 'News' }] });
  http.expectOne('/api/v1/profile-fields').flush({
    items: [
      { name: 'city', label: 'City', visibility: 'editable' },
      { name: 'secret', label: 'Secret', visibility: 'hidden' },
    ],
  });
  const element: HTMLElement = fixture.nativeElement;
  await vi.waitUntil(() => element.querySelector('form') !== null);
  await fixture.whenStable();
  const field = <E extends HTMLElement>(label: string): E => {
    const found = [...element.querySelectorAll('label')].find((one) => one.textContent?.includes(label));
    const control = found?.control ?? found?.querySelector('input');
    if (!control) throw new Error(`there is no field "${label}"`);
    return control as unknown as E;
  };
  const choose = async (label: string, value: string): Promise<void> => {
    const control = field<HTMLSelectElement>(label);
    control.value = value;
    control.dispatchEvent(new Event('change'));
    await fixture.whenStable();
  };
  const press = async (text: string): Promise<void> => {
    const button = [...element.querySelectorAll('button')].find((one) => one.textContent?.includes(text));
    if (!button) throw new Error(`there is no button "${text}"`);
    button.click();
    await fixture.whenStable();
  };
  return { fixture, http, element, field, choose, press };
}

describe('em-export-profile-page', () => {
  it('has recipients, columns and format chosen, looked at and run', async () => {
    const { fixture, http, element, choose, press } = await open();
    await choose('Mailing list', '3');
    await choose('Status', '2');
    await choose('Add a column', 'email');
    await choose('Add a column', 'city');
    await press('Own column');
    await choose('Separator', ',');
    await press('Limit to a period');
    expect(element.textContent).not.toContain('Secret');

    await press('Count and preview');
    const asked = http.expectOne('/api/v1/exports/preview');
    const { options } = asked.request.body as { options: ExportOptions };
    expect(options).toMatchObject({
      filter: { mailingListId: 3, status: 2 },
      columns: [
        { kind: 'field', name: 'email' },
        { kind: 'field', name: 'city' },
        { kind: 'constant', name: 'Own column' },
      ],
      dates: [{ kind: 'changed', lastDays: 30 }],
      format: { kind: 'csv', separator: ',' },
    });
    asked.flush({
      headers: ['email', 'city', 'Own column'],
      rows: [['a@example.org', 'Köln', '']],
      count: 4321,
      countIsEstimate: false,
      fileName: 'x.csv',
    });
    await vi.waitUntil(() => element.querySelector('td') !== null);
    expect(element.textContent).toContain('4,321 recipients');
    await expectAccessible(element);

    const navigate = vi.spyOn(TestBed.inject(Router), 'navigate').mockResolvedValue(true);
    await press('Export now');
    const started = http.expectOne('/api/v1/exports');
    expect(started.request.body).toEqual({ options });
    started.flush({ id: 8 });
    await vi.waitUntil(() => navigate.mock.calls.length > 0);
    expect(navigate).toHaveBeenCalledWith(['/exports', 8]);
    await fixture.whenStable();
  });

  it('shows complaints at their fields and keeps what was entered', async () => {
    const { http, element, field, choose, press } = await open();
    await choose('Kind of file', 'xlsx');
    expect(element.textContent).not.toContain('Separator');
    await press('Save profile');
    http.expectOne('/api/v1/export-profiles').flush(
      {
        code: 'input.invalid',
        detail: 'Please check the marked fields',
        fields: { name: { code: 'input.too-short', message: 'At least 3 characters are needed.' } },
      },
      { status: 422, statusText: 'Unprocessable' },
    );
    await vi.waitUntil(() => element.textContent?.includes('At least 3 characters'));
    expect(field<HTMLSelectElement>('Kind of file').value).toBe('xlsx');
  });
});
