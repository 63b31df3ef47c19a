import { Component, type ElementRef, type OnInit, computed, inject, signal, viewChild } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { mdiFileUploadOutline, mdiRefresh } from '@mdi/js';
import { MailingsApi } from '../../../core/api/mailings-api';
import { action } from '../../../core/state/remote';
import { CodeEditor } from '../../../shared/code-editor/code-editor';
import type { Diagnostic } from '../../../shared/code-editor/diagnostic';
import { Formats } from '../../../shared/format/formats';
import { Icon } from '../../../shared/icon/icon';
import { Segments } from '../../../shared/segments/segments';
import { Toasts } from '../../../shared/toast/toasts';
import { MAX_HTML_BYTES, htmlFromFile } from './html-file';
import { InsertMenu } from './insert-menu';
import { MailingDraft } from './mailing-draft';
import { PlaceInField, Places } from './places';

/** The two versions of the mail as source: HTML in the code editor, text below its own tab. */
@Component({
  selector: 'em-source-pane',
  imports: [CodeEditor, Icon, InsertMenu, MatButtonModule, PlaceInField, Segments],
  templateUrl: './source-pane.html',
  styleUrl: './source-pane.scss',
})
export class SourcePane implements OnInit {
  private readonly api = inject(MailingsApi);
  private readonly toasts = inject(Toasts);
  private readonly formats = inject(Formats);
  protected readonly draft = inject(MailingDraft);
  protected readonly places = inject(Places);
  private readonly editor = viewChild.required(CodeEditor);
  private readonly file = viewChild.required<ElementRef<HTMLInputElement>>('file');

  protected readonly content = this.draft.content;
  protected readonly locked = computed(() => !this.draft.editable());
  protected readonly over = signal(false);
  protected readonly tabs = [
    { key: 'html', label: $localize`:@@mailings.html:HTML` },
    { key: 'text', label: $localize`:@@mailings.text:Text` },
  ];
  protected readonly icons = { upload: mdiFileUploadOutline, again: mdiRefresh };

  protected readonly diagnostics = computed<readonly Diagnostic[]>(() =>
    (this.draft.saved()?.findings ?? []).flatMap(({ part, line, column, length, severity, message }) =>
      part === 'html' && line !== undefined && column !== undefined
        ? [{ line, column, length: length ?? 1, severity, message }]
        : [],
    ),
  );

  protected readonly regenerate = action(async (id: number) => {
    await this.draft.save();
    this.draft.change({ text: await this.api.textFromHtml(id), textAutomatic: false });
  });

  ngOnInit(): void {
    this.places.add('html', {
      insert: (text) => this.editor().insert(text),
      goTo: (line, column) => this.editor().goTo(line, column),
    });
  }

  protected show(tab: string): void {
    this.places.source.set(tab === 'text' ? 'text' : 'html');
    this.places.current.set(this.places.source());
  }

  protected pick(): void {
    const { nativeElement } = this.file();
    void this.take(nativeElement.files?.[0]);
    // The same file can be chosen again after it was changed on disk.
    nativeElement.value = '';
  }

  protected drop(event: DragEvent): void {
    this.over.set(false);
    const file = event.dataTransfer?.files[0];
    if (!file) return;
    event.preventDefault();
    void this.take(file);
  }

  private async take(file: File | undefined): Promise<void> {
    if (!file || this.locked()) return;
    const complaint = this.complaintAbout(file);
    const html = complaint ? null : htmlFromFile(new Uint8Array(await file.arrayBuffer()));
    if (html === null) {
      this.toasts.error(
        complaint || $localize`:@@mailings.upload.binary:“${file.name}:name:” is not an HTML file.`,
      );
      return;
    }
    const before = this.content().html;
    this.draft.change({ html });
    this.toasts.success($localize`:@@mailings.upload.done:The HTML of “${file.name}:name:” was taken over.`, {
      undo: () => this.draft.change({ html: before }),
    });
  }

  private complaintAbout(file: File): string {
    if (file.size === 0) return $localize`:@@mailings.upload.empty:“${file.name}:name:” is empty.`;
    if (file.size <= MAX_HTML_BYTES) return '';
    const limit = this.formats.bytes(MAX_HTML_BYTES);
    return $localize`:@@mailings.upload.large:“${file.name}:name:” is larger than ${limit}:limit:. Put large images on a web server.`;
  }
}
