import { Component, computed, inject, input, output, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { MailingListsApi } from '../../../core/api/mailing-lists-api';
import { type BindingView, RecipientsApi } from '../../../core/api/recipients-api';
import { Problem } from '../../../core/errors/problem';
import { remote } from '../../../core/state/remote';
import { Time } from '../../../shared/format/time';
import { STATUS_WORDS, TYPE_WORDS } from '../../../shared/recipient-words/binding-words';
import { StatusChip } from '../../../shared/status-chip/status-chip';
import { BindingEditor, type EditedBinding } from './binding-editor';

/** What a recipient is in each mailing list, and how that came about. */
@Component({
  selector: 'em-bindings',
  imports: [BindingEditor, MatButtonModule, Problem, RouterLink, StatusChip, Time],
  templateUrl: './bindings.html',
  styleUrl: './bindings.scss',
})
export class Bindings {
  private readonly api = inject(RecipientsApi);
  private readonly listsApi = inject(MailingListsApi);

  readonly recipientId = input.required<number>();
  readonly editable = input(true);
  readonly changed = output<void>();

  protected readonly bindings = remote(
    () => this.recipientId(),
    (id, abort) => this.api.bindings(id, abort),
  );
  protected readonly lists = remote(
    () => true,
    (_, abort) => this.listsApi.all(abort),
  );
  /** Lists that the recipient has no entry in. */
  protected readonly otherLists = computed(() => {
    const taken = new Set(this.bindings.value()?.map(({ mailingListId }) => mailingListId));
    return this.lists.value()?.filter(({ id }) => !taken.has(id)) ?? [];
  });
  /** Id of the list whose entry is being changed; 0 for a new entry. */
  protected readonly editing = signal<number | null>(null);
  protected readonly statuses = STATUS_WORDS;
  protected readonly types = TYPE_WORDS;

  protected readonly save = async ({ mailingListId, ...binding }: EditedBinding): Promise<void> => {
    const saved = await this.api.saveBinding(this.recipientId(), mailingListId, binding);
    this.take(saved);
  };

  protected changeLabel({ mailingListName }: BindingView): string {
    return $localize`:@@recipients.bindings.changeOf:Change the entry in ${mailingListName}:list:`;
  }

  private take(saved: BindingView): void {
    const others = (this.bindings.value() ?? []).filter(
      ({ mailingListId }) => mailingListId !== saved.mailingListId,
    );
    const all = [...others, saved].sort((a, b) => a.mailingListName.localeCompare(b.mailingListName));
    this.bindings.set(all);
    this.editing.set(null);
    this.changed.emit();
  }
}
