import { Component, computed, effect, inject, input, numberAttribute } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { mdiDownload, mdiPaperclip } from '@mdi/js';
import { type CapturedMailView, OutboxApi } from '../../core/api/outbox-api';
import { Problem } from '../../core/errors/problem';
import { PageTitle } from '../../core/routing/page-title';
import { urlState } from '../../core/routing/url-state';
import { remote } from '../../core/state/remote';
import { NumberPipe } from '../../shared/format/number.pipe';
import { Time } from '../../shared/format/time';
import { Icon } from '../../shared/icon/icon';
import { MailFrame } from '../../shared/mail-frame/mail-frame';
import { PageHeader } from '../../shared/page-header/page-header';
import { Segments } from '../../shared/segments/segments';

/** One mail in every form: as it looks, its text, its headers, its parts, its source. */
@Component({
  selector: 'em-captured-mail',
  imports: [Icon, MailFrame, MatButtonModule, NumberPipe, PageHeader, Problem, Segments, Time],
  templateUrl: './captured-mail.html',
  styleUrl: './captured-mail.scss',
})
export class CapturedMail {
  private readonly api = inject(OutboxApi);

  readonly id = input.required({ transform: numberAttribute });

  protected readonly loaded = remote(
    () => this.id(),
    (id, abort) => this.api.get(id, abort),
  );
  protected readonly url = urlState();
  private readonly wanted = this.url.param('view');
  protected readonly hasHtml = computed(() => this.loaded.value()?.hasHtml ?? false);
  protected readonly view = computed(() => this.wanted() || (this.hasHtml() ? 'html' : 'text'));
  protected readonly views = [
    { key: 'html', label: $localize`:@@outbox.view.html:Rendered` },
    { key: 'text', label: $localize`:@@outbox.view.text:Text` },
    { key: 'headers', label: $localize`:@@outbox.view.headers:Headers` },
    { key: 'parts', label: $localize`:@@outbox.view.parts:Parts` },
    { key: 'source', label: $localize`:@@outbox.view.source:Source` },
  ];
  protected readonly noSubject = $localize`:@@outbox.noSubject:(no subject)`;
  protected readonly icons = { attachment: mdiPaperclip, download: mdiDownload };
  protected readonly body = computed(() => this.api.bodyAddress(this.id()));
  protected readonly attachments = computed(() => attachmentsOf(this.loaded.value()));

  constructor() {
    const title = inject(PageTitle);
    effect(() => {
      const subject = this.loaded.value()?.subject;
      if (subject) title.set(subject);
    });
  }

  protected address(index: number): string {
    return this.api.attachmentAddress(this.id(), index);
  }
}

/** What is not a version of the text itself, with the number the API knows it by. */
export function attachmentsOf(
  mail: Pick<CapturedMailView, 'parts'> | undefined,
): { index: number; filename: string; size: number }[] {
  return (mail?.parts ?? [])
    .filter(({ charset }) => charset === undefined)
    .map(({ filename, size }, index) => ({ index, filename: filename ?? `attachment-${index}`, size }));
}
