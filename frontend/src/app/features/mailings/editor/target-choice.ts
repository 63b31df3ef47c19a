import { Component, computed, inject, linkedSignal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { groupsIn, parseTargetExpression, targetExpressionText } from '@contract/target-expression';
import { mdiClose } from '@mdi/js';
import { TargetGroupsApi } from '../../../core/api/target-groups-api';
import { RuleMessages } from '../../../core/rules/rule-messages';
import { Session } from '../../../core/session/session';
import { remote } from '../../../core/state/remote';
import { Field } from '../../../shared/field/field';
import { Icon } from '../../../shared/icon/icon';
import { OptionPicker } from '../../../shared/rule-builder/option-picker';
import { Segments } from '../../../shared/segments/segments';
import { MailingDraft } from './mailing-draft';
import { type TargetMode, inWords, joinedGroups, modeOf, unknownGroups, withGroup } from './target-words';

/** Most that the picker offers. */
const MOST = 500;

/** Which target groups a mailing goes to: all of some, any of some, or an expression over them. */
@Component({
  selector: 'em-target-choice',
  imports: [Field, Icon, OptionPicker, RouterLink, Segments],
  templateUrl: './target-choice.html',
  styleUrl: './target-choice.scss',
})
export class TargetChoice {
  private readonly api = inject(TargetGroupsApi);
  private readonly session = inject(Session);
  private readonly messages = inject(RuleMessages);
  protected readonly draft = inject(MailingDraft);

  protected readonly icon = mdiClose;
  protected readonly modes = [
    { key: 'all', label: $localize`:@@mailings.target.all:all of` },
    { key: 'any', label: $localize`:@@mailings.target.any:at least one of` },
    { key: 'text', label: $localize`:@@mailings.target.text:expression` },
  ];
  private readonly groups = remote(
    () => (this.session.can('targets.read') ? true : undefined),
    (_, abort) => this.api.list({ sort: 'name', limit: MOST }, abort),
  );
  protected readonly text = computed(() => this.draft.content().targetExpression);
  private readonly parsed = computed(() => parseTargetExpression(this.text()));
  private readonly node = computed(() => {
    const parsed = this.parsed();
    return parsed.ok ? parsed.node : null;
  });
  /** What the expression demands; where both lists would do, what was chosen last. */
  protected readonly mode = linkedSignal<TargetMode | null, TargetMode>({
    source: () => (this.parsed().ok ? modeOf(this.node()) : 'text'),
    computation: (demanded, before) => {
      const last = before?.value ?? 'all';
      return last === 'text' && before ? 'text' : (demanded ?? last);
    },
  });
  protected readonly chosen = computed(() =>
    groupsIn(this.node()).map((id) => ({ id, name: this.nameOf(id), problem: this.problemOf(id) })),
  );
  protected readonly options = computed(() => {
    const asText = this.mode() === 'text';
    // An expression may name a group twice, and it names it by its number.
    const chosen = new Set(asText ? [] : groupsIn(this.node()));
    return (this.groups.value()?.items ?? [])
      .filter(({ id }) => !chosen.has(id))
      .map(({ id, name, description }) => ({
        key: String(id),
        label: name,
        detail: asText ? String(id) : description,
      }));
  });
  protected readonly locked = computed(() => !this.draft.editable());
  protected readonly complaint = computed(() => {
    const parsed = this.parsed();
    if (!parsed.ok) return this.messages.text(parsed);
    const [missing] = this.groups.value() ? unknownGroups(parsed.node, this.known()) : [];
    if (missing !== undefined)
      return this.messages.text({ code: 'target-group.unknown', params: { id: missing } });
    return this.draft.refusal('targetExpression');
  });
  protected readonly words = computed(() => {
    const node = this.node();
    return node ? inWords(node, (id) => this.nameOf(id)) : '';
  });
  private readonly known = computed(() => new Set((this.groups.value()?.items ?? []).map(({ id }) => id)));

  protected setMode(key: string): void {
    const mode = this.modes.find((entry) => entry.key === key)?.key;
    if (mode !== 'all' && mode !== 'any' && mode !== 'text') return;
    this.mode.set(mode);
    // An expression with parentheses or NOT becomes a plain list of its groups.
    if (mode !== 'text') this.write(groupsIn(this.node()), mode);
  }

  protected add(key: string): void {
    if (this.mode() === 'text') this.draft.change({ targetExpression: withGroup(this.text(), Number(key)) });
    else this.write([...groupsIn(this.node()), Number(key)], this.mode());
  }

  protected remove(id: number): void {
    this.write(
      groupsIn(this.node()).filter((other) => other !== id),
      this.mode(),
    );
  }

  protected removeLabel(name: string): string {
    return $localize`:@@mailings.target.remove:Remove ${name}:name:`;
  }

  private write(ids: readonly number[], mode: TargetMode): void {
    this.draft.change({ targetExpression: targetExpressionText(joinedGroups(ids, mode)) });
  }

  private nameOf(id: number): string {
    return this.groups.value()?.items.find((group) => group.id === id)?.name ?? String(id);
  }

  private problemOf(id: number): string {
    return this.groups.value()?.items.find((group) => group.id === id)?.problem?.message ?? '';
  }
}
