import { Component, computed, effect, input, output, signal, untracked } from '@angular/core';
import { type MailingRule } from '@contract/eql/rule-tree';
import { MAX_LAST_DAYS } from '@contract/eql/words';
import { OptionPicker } from './option-picker';
import { EVENT_WORDS } from './rule-words';
import { type NamedItem, type RuleVocabulary } from './vocabulary';

/** Days that "in the last … days" begins with. */
const DAYS = 30;

/** Which mailing somebody did or did not receive, open or click in, and when. */
@Component({
  selector: 'em-mailing-rule-input',
  imports: [OptionPicker],
  template: `
    <select
      #negated
      class="em-select fit"
      i18n-aria-label="@@target-groups.mailing.did"
      aria-label="Did or did not"
      [disabled]="readonly()"
      (change)="change({ negated: negated.value === 'no' })"
    >
      <option value="yes" [selected]="!rule().negated">{{ words().yes }}</option>
      <option value="no" [selected]="rule().negated">{{ words().no }}</option>
    </select>
    <em-option-picker
      class="pick"
      i18n-label="@@target-groups.mailing.mailing"
      label="Mailing"
      [options]="mailings()"
      [value]="rule().mailingId === null ? 'any' : '' + rule().mailingId"
      [unknown]="unknownMailing()"
      [disabled]="readonly()"
      (picked)="chooseMailing($event)"
    />
    @if (rule().event === 'clicked' && rule().mailingId !== null) {
      <select
        #link
        class="em-select pick"
        i18n-aria-label="@@target-groups.mailing.link"
        aria-label="Link"
        [disabled]="readonly()"
        (change)="change({ linkId: link.value ? +link.value : null })"
      >
        <option value="" [selected]="rule().linkId === null" i18n="@@target-groups.mailing.anyLink">
          any link
        </option>
        @for (choice of links(); track choice.id) {
          <option [value]="choice.id" [selected]="choice.id === rule().linkId">{{ choice.name }}</option>
        }
      </select>
    }
    <label class="em-checkbox">
      <input
        #limited
        type="checkbox"
        [checked]="rule().lastDays !== null"
        [disabled]="readonly()"
        (change)="change({ lastDays: limited.checked ? days : null })"
      />
      @if (rule().lastDays === null) {
        <span i18n="@@target-groups.mailing.inLastSome">only in the last … days</span>
      } @else {
        <span i18n="@@target-groups.mailing.inLast">only in the last</span>
      }
    </label>
    @if (rule().lastDays; as limit) {
      <span class="inline together">
        <input
          #count
          class="em-input short"
          type="number"
          min="1"
          i18n-aria-label="@@target-groups.mailing.days"
          aria-label="Days"
          [value]="limit"
          [readonly]="readonly()"
          (change)="setDays(count)"
        />
        <span i18n="@@target-groups.mailing.daysUnit">days</span>
      </span>
    }
  `,
  styleUrl: './rule-input.scss',
})
export class MailingRuleInput {
  readonly rule = input.required<MailingRule>();
  readonly vocabulary = input.required<RuleVocabulary>();
  readonly readonly = input(false);
  readonly ruleChange = output<MailingRule>();

  protected readonly days = DAYS;
  protected readonly words = computed(() => EVENT_WORDS[this.rule().event]);
  protected readonly mailings = computed(() => [
    { key: 'any', label: $localize`:@@target-groups.mailing.any:any mailing` },
    ...this.vocabulary().mailings.map(({ id, name, detail }) => ({ key: String(id), label: name, detail })),
  ]);
  protected readonly unknownMailing = computed(() => {
    const id = this.rule().mailingId;
    return id === null ? '' : $localize`:@@target-groups.mailing.number:mailing ${id}:id:`;
  });
  private readonly loaded = signal<readonly NamedItem[]>([]);
  protected readonly links = computed(() => {
    const { linkId } = this.rule();
    if (linkId === null || this.loaded().some(({ id }) => id === linkId)) return this.loaded();
    return [
      { id: linkId, name: $localize`:@@target-groups.mailing.linkNumber:link ${linkId}:id:` },
      ...this.loaded(),
    ];
  });

  constructor() {
    const wanted = computed(() => (this.rule().event === 'clicked' ? this.rule().mailingId : null));
    effect((onCleanup) => {
      const id = wanted();
      if (id === null) return;
      let current = true;
      onCleanup(() => (current = false));
      const load = untracked(() => this.vocabulary().linksOf(id));
      // Without the names the numbers still show.
      load.then(
        (links) => current && this.loaded.set(links),
        () => current && this.loaded.set([]),
      );
    });
  }

  protected change(changes: Partial<MailingRule>): void {
    this.ruleChange.emit({ ...this.rule(), ...changes });
  }

  protected chooseMailing(key: string): void {
    this.change({ mailingId: key === 'any' ? null : Number(key), linkId: null });
  }

  protected setDays(field: HTMLInputElement): void {
    const days = Math.min(MAX_LAST_DAYS, Math.max(1, Math.round(Number(field.value)) || DAYS));
    field.value = String(days);
    this.change({ lastDays: days });
  }
}
