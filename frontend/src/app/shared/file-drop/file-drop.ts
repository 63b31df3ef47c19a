import { Component, type ElementRef, inject, input, output, signal, viewChild } from '@angular/core';
import { mdiTrayArrowUp } from '@mdi/js';
import { Formats } from '../format/formats';
import { Icon } from '../icon/icon';

/** Takes one file by drop or by choosing; complains about size and type by itself. */
@Component({
  selector: 'em-file-drop',
  imports: [Icon],
  template: `
    <label
      class="zone"
      [class.over]="over()"
      (dragover)="$event.preventDefault(); over.set(true)"
      (dragleave)="over.set(false)"
      (drop)="drop($event)"
    >
      <em-icon [path]="icon" [size]="28" />
      <span class="main">{{ label() }}</span>
      <span class="em-muted">{{ hint() }}</span>
      <input
        #file
        class="em-visually-hidden"
        type="file"
        [accept]="accept()"
        [disabled]="disabled()"
        (change)="pick()"
      />
    </label>
    @if (complaint(); as text) {
      <p class="em-note bad" role="alert">{{ text }}</p>
    }
  `,
  styles: `
    :host {
      display: block;
    }
    .zone {
      display: flex;
      flex-direction: column;
      align-items: center;
      gap: 4px;
      padding: 32px 16px;
      border: 1.5px dashed var(--em-border-strong);
      border-radius: var(--em-radius-large);
      background: var(--em-surface);
      text-align: center;
      cursor: pointer;
    }
    .zone:hover,
    .over {
      border-color: var(--em-primary);
      background: var(--em-selected);
    }
    .zone:focus-within {
      outline: 2px solid var(--em-focus);
      outline-offset: 2px;
    }
    em-icon {
      color: var(--em-primary);
    }
    .main {
      font-weight: 600;
    }
    .em-note {
      margin-top: 8px;
    }
  `,
})
export class FileDrop {
  private readonly formats = inject(Formats);
  private readonly file = viewChild.required<ElementRef<HTMLInputElement>>('file');

  readonly label = input($localize`:@@shared.fileDrop.label:Drop a file here or choose one`);
  readonly hint = input('');
  /** Like the attribute of `<input type=file>`: `.csv,.txt`. */
  readonly accept = input('');
  /** Largest size in bytes. */
  readonly maxBytes = input(Number.POSITIVE_INFINITY);
  readonly disabled = input(false);
  readonly fileChosen = output<File>();

  protected readonly icon = mdiTrayArrowUp;
  protected readonly over = signal(false);
  protected readonly complaint = signal('');

  protected drop(event: DragEvent): void {
    event.preventDefault();
    this.over.set(false);
    const files = event.dataTransfer?.files;
    if (files && files.length > 1) {
      this.complaint.set($localize`:@@shared.fileDrop.one:Please drop one file at a time.`);
      return;
    }
    this.take(files?.[0]);
  }

  protected pick(): void {
    const element = this.file().nativeElement;
    this.take(element.files?.[0]);
    // The same file can be chosen again after it was changed on disk.
    element.value = '';
  }

  private take(file: File | undefined): void {
    if (!file || this.disabled()) return;
    this.complaint.set(this.complaintAbout(file));
    if (!this.complaint()) this.fileChosen.emit(file);
  }

  private complaintAbout(file: File): string {
    if (file.size === 0) return $localize`:@@shared.fileDrop.empty:“${file.name}:name:” is empty.`;
    if (file.size > this.maxBytes()) {
      const limit = this.formats.bytes(this.maxBytes());
      return $localize`:@@shared.fileDrop.large:“${file.name}:name:” is larger than ${limit}:limit:.`;
    }
    const endings = this.accept()
      .split(',')
      .filter((entry) => entry.startsWith('.'));
    const fits = endings.some((ending) => file.name.toLowerCase().endsWith(ending.toLowerCase()));
    if (endings.length > 0 && !fits)
      return $localize`:@@shared.fileDrop.type:“${file.name}:name:” does not end in ${endings.join(', ')}:endings:.`;
    return '';
  }
}
