import { Component, computed, inject } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MatMenuModule } from '@angular/material/menu';
import { mdiAccountDetailsOutline, mdiCodeBrackets, mdiHandWaveOutline, mdiLinkVariant } from '@mdi/js';
import { MailingsApi } from '../../../core/api/mailings-api';
import { ProfileFieldsApi } from '../../../core/api/profile-fields-api';
import { remote } from '../../../core/state/remote';
import { Icon } from '../../../shared/icon/icon';
import { Places } from './places';

interface Entry {
  label: string;
  hint: string;
  tag: string;
}

const STANDARD_FIELDS: readonly Entry[] = [
  field('email', $localize`:@@mailings.field.email:E-mail address`),
  field('title', $localize`:@@mailings.field.title:Title`),
  field('firstname', $localize`:@@mailings.field.firstname:First name`),
  field('lastname', $localize`:@@mailings.field.lastname:Last name`),
];

function field(name: string, label: string): Entry {
  return { label, hint: name, tag: `[agnDB column="${name}"/]` };
}

/** Personalisation by its names, inserted at the cursor: profile fields, salutations, links of the product. */
@Component({
  selector: 'em-insert-menu',
  imports: [Icon, MatButtonModule, MatMenuModule],
  template: `
    <button mat-stroked-button type="button" [matMenuTriggerFor]="menu" [matMenuTriggerRestoreFocus]="false">
      <em-icon [path]="icons.insert" /><ng-container i18n="@@mailings.insert">Insert</ng-container>
    </button>
    <mat-menu #menu="matMenu">
      <button mat-menu-item type="button" [matMenuTriggerFor]="salutations">
        <em-icon [path]="icons.salutation" /><ng-container i18n="@@mailings.insert.salutation"
          >Salutation</ng-container
        >
      </button>
      <button mat-menu-item type="button" [matMenuTriggerFor]="fields">
        <em-icon [path]="icons.field" /><ng-container i18n="@@mailings.insert.field"
          >Profile field</ng-container
        >
      </button>
      <button mat-menu-item type="button" [matMenuTriggerFor]="links">
        <em-icon [path]="icons.link" /><ng-container i18n="@@mailings.insert.link">Link or date</ng-container>
      </button>
    </mat-menu>
    <mat-menu #salutations="matMenu">
      @for (entry of salutationEntries(); track entry.tag) {
        <button mat-menu-item type="button" (click)="places.insert(entry.tag)">
          {{ entry.label }} <span class="em-muted">{{ entry.hint }}</span>
        </button>
      }
    </mat-menu>
    <mat-menu #fields="matMenu">
      @for (entry of fieldEntries(); track entry.tag) {
        <button mat-menu-item type="button" (click)="places.insert(entry.tag)">
          {{ entry.label }} <span class="em-muted">{{ entry.hint }}</span>
        </button>
      }
    </mat-menu>
    <mat-menu #links="matMenu">
      @for (entry of linkEntries(); track entry.tag) {
        <button mat-menu-item type="button" (click)="places.insert(entry.tag)">{{ entry.label }}</button>
      }
    </mat-menu>
  `,
})
export class InsertMenu {
  private readonly mailings = inject(MailingsApi);
  private readonly profileFields = inject(ProfileFieldsApi);
  protected readonly places = inject(Places);
  protected readonly icons = {
    insert: mdiCodeBrackets,
    salutation: mdiHandWaveOutline,
    field: mdiAccountDetailsOutline,
    link: mdiLinkVariant,
  };

  private readonly choices = remote(
    () => true,
    async (_, abort) => {
      const [fields, salutations] = await Promise.all([
        this.profileFields.all(abort),
        this.mailings.salutations(abort),
      ]);
      return { fields, salutations };
    },
  );

  protected readonly fieldEntries = computed(() => [
    ...STANDARD_FIELDS,
    ...(this.choices.value()?.fields ?? []).map(({ name, label }) => field(name, label)),
  ]);
  protected readonly salutationEntries = computed<readonly Entry[]>(() =>
    (this.choices.value()?.salutations ?? []).map(({ id, description, examples }) => ({
      label: description,
      hint: examples.slice(0, 2).join(' / '),
      tag: `[agnTITLE type="${id}"/]`,
    })),
  );
  protected readonly linkEntries = computed(() => {
    const inHtml = this.places.current() === 'html';
    const link = (tag: string, text: string): string => (inHtml ? `<a href="${tag}">${text}</a>` : tag);
    return [
      {
        label: $localize`:@@mailings.insert.unsubscribe:Unsubscribe link`,
        tag: link('[agnUNSUBSCRIBE/]', $localize`:@@mailings.insert.unsubscribeText:Unsubscribe`),
      },
      {
        label: $localize`:@@mailings.insert.view:View in the browser`,
        tag: link('[agnFULLVIEW/]', $localize`:@@mailings.insert.viewText:View this mail in the browser`),
      },
      { label: $localize`:@@mailings.insert.date:Today’s date`, tag: '[agnDATE/]' },
    ];
  });
}
