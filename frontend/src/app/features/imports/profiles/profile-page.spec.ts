import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { expectAccessible } from '../../../shared/testing/axe';
import { newProfileSettings } from './new-profile';
import { ProfilePage } from './profile-page';

describe('em-import-profile-page', () => {
  it('records how people consented, once there is a list that they join', async () => {
    TestBed.configureTestingModule({
      providers: [provideHttpClient(), provideHttpClientTesting(), provideRouter([])],
    });
    const fixture = TestBed.createComponent(ProfilePage);
    fixture.componentRef.setInput('id', '4');
    await fixture.whenStable();
    const http = TestBed.inject(HttpTestingController);
    http.expectOne('/api/v1/mailing-lists').flush({ items: [{ id: 3, name: 'News' }] });
    http.expectOne('/api/v1/profile-fields').flush({ items: [] });
    http.expectOne('/api/v1/import-profiles/4/usage').flush({ items: [] });
    const settings = newProfileSettings('UTC');
    const profile = { id: 4, name: 'Fair', description: '', hasZipPassword: false, version: 2, settings };
    http.expectOne('/api/v1/import-profiles/4').flush(profile);
    const element: HTMLElement = fixture.nativeElement;
    await vi.waitUntil(() => element.querySelector('em-list-choice') !== null, { timeout: 5000 });
    await fixture.whenStable();
    const box = (text: string): HTMLInputElement => {
      const label = [...element.querySelectorAll('label')].find((one) => one.textContent?.includes(text));
      const input = label?.querySelector('input');
      if (!input) throw new Error(`there is no "${text}"`);
      return input;
    };
    expect(element.querySelector('em-consent-choice')).toBeNull();
    box('News').click();
    await fixture.whenStable();
    box('They have consented').click();
    await fixture.whenStable();
    await expectAccessible(element.querySelector('em-consent-choice') as HTMLElement);

    element.querySelector('form')?.dispatchEvent(new Event('submit'));
    const sent = await vi.waitUntil(
      () => http.match(({ method }) => method === 'PUT' || method === 'PATCH')[0],
      {
        timeout: 5000,
      },
    );
    expect(sent.request.body).toMatchObject({
      version: 2,
      settings: { mailingListIds: [3], consent: { method: 'form', source: '', textVersion: '' } },
    });
  });
});
