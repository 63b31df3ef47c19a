import { Component, computed, input, output } from '@angular/core';
import { type BindingRule } from '@contract/eql/rule-tree';
import { BINDING_STATUS_CHOICES, BINDING_TYPE_CHOICES } from './rule-words';
import { type RuleVocabulary, nameOf } from './vocabulary';

/** Whether somebody is in a mailing list, and as what. */
@Component({
  selector: 'em-binding-rule-input',
  template: `
    <select
      #negated
      class="em-select fit"
      i18n-aria-label="@@target-groups.binding.isIn"
      aria-label="Is or is not in the list"
      [disabled]="readonly()"
      (change)="change({ negated: negated.value === 'no' })"
    >
      <option value="yes" [selected]="!rule().negated" i18n="@@target-groups.binding.yes">is in</option>
      <option value="no" [selected]="rule().negated" i18n="@@target-groups.binding.no">is not in</option>
    </select>
    <select
      #list
      class="em-select pick"
      i18n-aria-label="@@target-groups.binding.list"
      aria-label="Mailing list"
      [disabled]="readonly()"
      (change)="change({ mailingListId: list.value ? +list.value : null })"
    >
      <option value="" [selected]="rule().mailingListId === null" i18n="@@target-groups.binding.anyList">
        any mailing list
      </option>
      @for (choice of lists(); track choice.id) {
        <option [value]="choice.id" [selected]="choice.id === rule().mailingListId">{{ choice.name }}</option>
      }
    </select>
    <select
      #status
      class="em-select fit"
      i18n-aria-label="@@target-groups.binding.status"
      aria-label="Status in the list"
      [disabled]="readonly()"
      (change)="setStatus(status.value)"
    >
      <option value="" [selected]="rule().status === null" i18n="@@target-groups.binding.anyStatus">
        with any status
      </option>
      @for (choice of statuses; track choice.key) {
        <option [value]="choice.key" [selected]="choice.key === rule().status">{{ choice.label }}</option>
      }
    </select>
    <select
      #type
      class="em-select fit"
      i18n-aria-label="@@target-groups.binding.type"
      aria-label="Role in the list"
      [disabled]="readonly()"
      (change)="setType(type.value)"
    >
      <option value="" [selected]="rule().type === null" i18n="@@target-groups.binding.anyType">
        in any role
      </option>
      @for (choice of types; track choice.key) {
        <option [value]="choice.key" [selected]="choice.key === rule().type">{{ choice.label }}</option>
      }
    </select>
  `,
  styleUrl: './rule-input.scss',
})
export class BindingRuleInput {
  readonly rule = input.required<BindingRule>();
  readonly vocabulary = input.required<RuleVocabulary>();
  readonly readonly = input(false);
  readonly ruleChange = output<BindingRule>();

  protected readonly statuses = BINDING_STATUS_CHOICES;
  protected readonly types = BINDING_TYPE_CHOICES;
  protected readonly lists = computed(() => {
    const { mailingLists } = this.vocabulary();
    const id = this.rule().mailingListId;
    if (id === null || mailingLists.some((list) => list.id === id)) return mailingLists;
    return [{ id, name: nameOf(mailingLists, id) }, ...mailingLists];
  });

  protected change(changes: Partial<BindingRule>): void {
    this.ruleChange.emit({ ...this.rule(), ...changes });
  }

  protected setStatus(text: string): void {
    this.change({ status: this.statuses.find(({ key }) => key === text)?.key ?? null });
  }

  protected setType(text: string): void {
    this.change({ type: this.types.find(({ key }) => key === text)?.key ?? null });
  }
}
