import { Component, LOCALE_ID, computed, inject, input, viewChild } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { mdiCodeTags, mdiFormatAlignLeft } from '@mdi/js';
import { EqlCodeEditor } from '../../../shared/code-editor/eql-code-editor';
import { NumberPipe } from '../../../shared/format/number.pipe';
import { Icon } from '../../../shared/icon/icon';
import { Phrases } from '../../../shared/rule-builder/phrases';
import { RuleBuilder } from '../../../shared/rule-builder/rule-builder';
import { Segments } from '../../../shared/segments/segments';
import { LiveCount } from './live-count';
import { RuleDraft } from './rule-draft';
import { RuleSentence } from '../../../shared/rule-builder/rule-sentence';

/** The rule in the builder or as text, with what is wrong with it and how it reads. */
@Component({
  selector: 'em-rule-pane',
  imports: [EqlCodeEditor, Icon, MatButtonModule, NumberPipe, RuleBuilder, RuleSentence, Segments],
  templateUrl: './rule-pane.html',
  styleUrl: './rule-pane.scss',
})
export class RulePane {
  protected readonly draft = inject(RuleDraft);
  protected readonly live = inject(LiveCount);
  private readonly language = inject(LOCALE_ID) === 'de' ? 'de' : 'en';
  private readonly builder = viewChild(RuleBuilder);
  private readonly editor = viewChild(EqlCodeEditor);

  readonly readonly = input(false);
  /** After an attempt to save: what is missing is named even in rows that nobody has left yet. */
  readonly showProblems = input(false);

  protected readonly icons = { code: mdiCodeTags, format: mdiFormatAlignLeft };
  protected readonly modes = [
    { key: 'visual', label: $localize`:@@target-groups.mode.visual:Visual` },
    { key: 'text', label: $localize`:@@target-groups.mode.text:EQL text` },
  ];
  /** Those that no row shows. */
  protected readonly problems = computed(() => {
    if (this.draft.mode() === 'text') return this.draft.problems();
    const shown = new Set(this.draft.rowProblems().values());
    return this.draft.problems().filter(({ message }) => !shown.has(message));
  });
  protected readonly conditions = computed(() => {
    const vocabulary = this.draft.vocabulary();
    if (!vocabulary) return [];
    const phrases = new Phrases(this.draft.text() ?? '', this.language, vocabulary);
    return this.live
      .conditions()
      .map(({ start, end, count }) => ({ text: phrases.at({ start, end }), count }));
  });
  /** Without a complete tree there is no text to switch to. */
  protected readonly cannotSwitch = computed(
    () => this.draft.mode() === 'visual' && this.draft.incomplete().size > 0,
  );

  protected switchTo(mode: string): void {
    this.draft.show(mode === 'text' ? 'text' : 'visual');
  }

  /** Leads to what has to be put right. */
  focusProblem(): void {
    this.builder()?.focusProblem();
    const [first] = this.draft.problems();
    if (first) this.editor()?.select(first.start, first.end);
  }

  protected goTo({ start, end }: { start: number; end: number }): void {
    this.editor()?.select(start, end);
  }
}
