import { Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { ProfileFieldsApi } from '../../../core/api/profile-fields-api';
import { type HistoryItem, RecipientsApi } from '../../../core/api/recipients-api';
import { Problem } from '../../../core/errors/problem';
import { action, remote } from '../../../core/state/remote';
import { Formats } from '../../../shared/format/formats';
import { Time } from '../../../shared/format/time';
import { Icon } from '../../../shared/icon/icon';
import { Segments } from '../../../shared/segments/segments';
import { HISTORY_GROUPS, HISTORY_ICONS, HistoryWords } from './history-words';

/** What happened to a recipient, newest first, in sentences. */
@Component({
  selector: 'em-history',
  imports: [Icon, MatButtonModule, Problem, RouterLink, Segments, Time],
  templateUrl: './history.html',
  styleUrl: './history.scss',
})
export class History {
  private readonly api = inject(RecipientsApi);
  private readonly formats = inject(Formats);
  private readonly fieldsApi = inject(ProfileFieldsApi);

  readonly recipientId = input.required<number>();
  /** Loads again when it changes. */
  readonly version = input(0);

  protected readonly group = signal('');
  private readonly kinds = computed(() => (HISTORY_GROUPS[this.group()] ?? []).join(','));
  protected readonly groups = [
    { key: '', label: $localize`:@@recipients.history.all:Everything` },
    { key: 'lists', label: $localize`:@@recipients.bindings.title:Mailing lists` },
    { key: 'fields', label: $localize`:@@recipients.history.fields:Data` },
    { key: 'mails', label: $localize`:@@recipients.history.mails:Mails` },
  ];
  protected readonly groupsLabel = $localize`:@@recipients.history.show:Show`;
  protected readonly first = remote(
    () => ({ id: this.recipientId(), kinds: this.kinds(), version: this.version() }),
    ({ id, kinds }, abort) => this.api.history(id, kinds, null, abort),
  );
  private readonly fields = remote(
    () => true,
    (_, abort) => this.fieldsApi.all(abort),
  );
  private readonly older = signal<readonly HistoryItem[]>([]);
  private readonly next = signal<string | null>(null);
  protected readonly hasMore = computed(() => this.next() !== null);
  protected readonly words = computed(() => new HistoryWords(this.fields.value() ?? [], this.formats));
  protected readonly items = computed(() => [...(this.first.value()?.items ?? []), ...this.older()]);
  protected readonly icons = HISTORY_ICONS;

  protected readonly more = action(async () => {
    const page = await this.api.history(this.recipientId(), this.kinds(), this.next());
    this.older.update((items) => [...items, ...page.items]);
    this.next.set(page.next);
  });

  constructor() {
    effect(() => {
      const next = this.first.value()?.next ?? null;
      untracked(() => {
        this.older.set([]);
        this.next.set(next);
      });
    });
  }
}
