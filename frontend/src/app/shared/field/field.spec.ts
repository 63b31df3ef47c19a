import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { FormField, form, required } from '@angular/forms/signals';
import { expectAccessible } from '../testing/axe';
import { Field } from './field';

@Component({
  imports: [Field, FormField],
  template: `
    <em-field label="Name" hint="As on the envelope" [for]="form.name">
      <input class="em-input" [formField]="form.name" />
    </em-field>
  `,
})
class Page {
  readonly form = form(signal({ name: '' }), (path) => required(path.name, { message: 'Enter a name' }));
}

describe('em-field', () => {
  it('names the control, describes it, and complains only after it was left', async () => {
    const fixture = TestBed.createComponent(Page);
    await fixture.whenStable();
    const element: HTMLElement = fixture.nativeElement;
    const input = element.querySelector('input');
    expect(element.querySelector('label')?.htmlFor).toBe(input?.id);
    expect(input?.hasAttribute('aria-invalid')).toBe(false);
    expect(element.querySelector('.error')).toBeNull();

    input?.dispatchEvent(new Event('blur'));
    fixture.componentInstance.form.name().markAsTouched();
    await fixture.whenStable();
    expect(input?.getAttribute('aria-invalid')).toBe('true');
    expect(element.querySelector('.error')?.textContent).toBe('Enter a name');
    const described = input?.getAttribute('aria-describedby')?.split(' ') ?? [];
    expect(described.map((id) => element.querySelector(`#${id}`)?.textContent)).toEqual([
      'As on the envelope',
      'Enter a name',
    ]);
    await expectAccessible(element);
  });
});
