import { CdkDragHandle } from '@angular/cdk/drag-drop';
import { Component, computed, inject, input, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { type RuleRow } from '@contract/eql/rule-tree';
import { mdiDragVertical } from '@mdi/js';
import { NumberPipe } from '../format/number.pipe';
import { Icon } from '../icon/icon';
import { BindingRuleInput } from './binding-rule-input';
import { BuilderState } from './builder-state';
import { FieldRuleInput } from './field-rule-input';
import { type Leaf } from './keyed-tree';
import { MailingRuleInput } from './mailing-rule-input';
import { NodeMenu } from './node-menu';
import { bindingRule, blankRule, mailingRule, subjectOf, targetGroupRule, withField } from './new-rules';
import { OptionPicker } from './option-picker';
import { rowProblem } from './row-problem';
import { subjectOptions } from './subject-options';
import { EVENTS } from './rule-words';
import { TargetGroupRuleInput } from './target-group-rule-input';
import { captionOf, fieldOf } from './vocabulary';

/** One condition: what it is about, the comparison, the value, how many fulfil it. */
@Component({
  selector: 'em-rule-row',
  imports: [
    BindingRuleInput,
    CdkDragHandle,
    FieldRuleInput,
    Icon,
    MailingRuleInput,
    MatButtonModule,
    NodeMenu,
    NumberPipe,
    OptionPicker,
    TargetGroupRuleInput,
  ],
  host: {
    role: 'group',
    '[attr.aria-label]': 'name()',
    '[attr.data-rule-key]': 'leaf().key',
    'data-rule-line': 'row',
    '(focusout)': 'left($event)',
  },
  templateUrl: './rule-row.html',
  styleUrl: './rule-row.scss',
})
export class RuleRowEditor {
  protected readonly state = inject(BuilderState);

  readonly leaf = input.required<Leaf<RuleRow>>();

  private readonly touched = signal(false);
  protected readonly icon = mdiDragVertical;
  protected readonly rule = computed(() => this.leaf().rule);
  protected readonly field = computed(() => {
    const rule = this.rule();
    return rule.kind === 'field' ? fieldOf(this.state.vocabulary(), rule.field) : undefined;
  });
  protected readonly subjects = computed(() => subjectOptions(this.state.vocabulary()));
  protected readonly subject = computed(() => subjectOf(this.rule()));
  protected readonly unknownSubject = computed(() => {
    const rule = this.rule();
    const field = this.field();
    if (field) return captionOf(field);
    return rule.kind === 'field' ? rule.field : '';
  });
  protected readonly name = computed(() => {
    const number = this.state.numbers().get(this.leaf().key) ?? 1;
    const subject = this.subjects().find(({ key }) => key === this.subject())?.label;
    return $localize`:@@target-groups.row.name:Condition ${number}:number:: ${subject ?? this.unknownSubject()}:subject:`;
  });
  protected readonly handleLabel = computed(
    () => $localize`:@@target-groups.row.handle:Move ${this.name()}:name:`,
  );
  protected readonly count = computed(() => this.state.counts().get(this.rule()));
  protected readonly problem = computed(() => {
    const found = this.state.problems().get(this.rule());
    if (found) return found;
    return this.touched() || this.state.showProblems()
      ? rowProblem(this.rule(), this.state.vocabulary())
      : null;
  });

  protected put(rule: RuleRow): void {
    this.state.setRule(this.leaf().key, rule);
  }

  protected chooseSubject(key: string): void {
    if (key === this.subject()) return;
    const event = EVENTS.find((name) => key === `mailing:${name}`);
    const field = key.startsWith('field:') ? fieldOf(this.state.vocabulary(), key.slice(6)) : undefined;
    const rule = this.rule();
    if (event) this.put(rule.kind === 'mailing' ? { ...rule, event, linkId: null } : mailingRule(event));
    else if (field) this.put(withField(rule, field));
    else
      this.put(key === 'binding' ? bindingRule() : key === 'target-group' ? targetGroupRule() : blankRule());
  }

  /** Complains about what is missing only when the row is left. */
  protected left(event: FocusEvent): void {
    const host = event.currentTarget;
    if (host instanceof Element && event.relatedTarget instanceof Node && host.contains(event.relatedTarget))
      return;
    if (this.subject()) this.touched.set(true);
  }
}
