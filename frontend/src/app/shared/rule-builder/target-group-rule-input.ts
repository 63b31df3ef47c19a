import { Component, computed, input, output } from '@angular/core';
import { type TargetGroupRule } from '@contract/eql/rule-tree';
import { OptionPicker } from './option-picker';
import { type RuleVocabulary } from './vocabulary';

/** Whether somebody is in another target group. */
@Component({
  selector: 'em-target-group-rule-input',
  imports: [OptionPicker],
  template: `
    <select
      #negated
      class="em-select fit"
      i18n-aria-label="@@target-groups.nested.isIn"
      aria-label="Is or is not in the target group"
      [disabled]="readonly()"
      (change)="ruleChange.emit({ kind: 'target-group', id: rule().id, negated: negated.value === 'no' })"
    >
      <option value="yes" [selected]="!rule().negated" i18n="@@target-groups.nested.yes">is in</option>
      <option value="no" [selected]="rule().negated" i18n="@@target-groups.nested.no">is not in</option>
    </select>
    <em-option-picker
      class="pick"
      i18n-label="@@target-groups.nested.group"
      label="Target group"
      i18n-placeholder="@@target-groups.nested.choose"
      placeholder="Choose a target group"
      [options]="groups()"
      [value]="'' + rule().id"
      [unknown]="rule().id ? '' + rule().id : ''"
      [disabled]="readonly()"
      [invalid]="invalid()"
      (picked)="ruleChange.emit({ kind: 'target-group', negated: rule().negated, id: +$event })"
    />
  `,
  styleUrl: './rule-input.scss',
})
export class TargetGroupRuleInput {
  readonly rule = input.required<TargetGroupRule>();
  readonly vocabulary = input.required<RuleVocabulary>();
  readonly readonly = input(false);
  readonly invalid = input(false);
  readonly ruleChange = output<TargetGroupRule>();

  protected readonly groups = computed(() =>
    this.vocabulary().targetGroups.map(({ id, name }) => ({ key: String(id), label: name })),
  );
}
