import { Component, inject } from '@angular/core';
import { LANGUAGES } from '../../../i18n/language';
import { LANGUAGE_NAMES, LanguageChoice } from './language-choice';

/** The languages to choose from, for pages before anyone is signed in. */
@Component({
  selector: 'em-language-links',
  template: `
    @for (option of languages; track option) {
      <button
        type="button"
        [attr.lang]="option"
        [attr.aria-pressed]="option === choice.current"
        (click)="choice.use(option)"
      >
        {{ names[option] }}
      </button>
    }
  `,
  styles: `
    :host {
      display: flex;
      justify-content: center;
      gap: 8px;
      margin-top: 16px;
    }
    button {
      min-height: 28px;
      padding: 2px 10px;
      border: 0;
      border-radius: 4px;
      background: none;
      color: var(--em-muted);
      font: inherit;
      font-size: 0.8125rem;
      cursor: pointer;
    }
    button[aria-pressed='true'] {
      color: var(--em-text);
      font-weight: 650;
    }
    button:hover {
      background: var(--em-hover);
    }
  `,
})
export class LanguageLinks {
  protected readonly choice = inject(LanguageChoice);
  protected readonly languages = LANGUAGES;
  protected readonly names = LANGUAGE_NAMES;
}
