import { Component, input, output } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import type { DateLimit, DateLimitKind, ExportOptions } from '@contract/exports/export-options';
import { mdiDeleteOutline, mdiPlus } from '@mdi/js';
import { Field } from '../../../shared/field/field';
import { Icon } from '../../../shared/icon/icon';

export type Dates = Pick<ExportOptions, 'dates' | 'datesJoin'>;

/** Only recipients who were made, changed or bound within a time. */
@Component({
  selector: 'em-export-date-limits',
  imports: [Field, Icon, MatButtonModule],
  templateUrl: './date-limits.html',
  styles: `
    :host {
      display: grid;
      gap: 12px;
    }
    fieldset {
      min-width: 0;
      margin: 0;
      padding: 12px;
      border: 1px solid var(--em-border);
      border-radius: var(--em-radius);
    }
    legend {
      padding: 0 4px;
      font-weight: 550;
    }
    .check {
      display: flex;
      gap: 8px;
      align-items: center;
      align-self: end;
      min-height: 36px;
    }
  `,
})
export class DateLimits {
  readonly value = input.required<Dates>();
  /** By number of the limit. */
  readonly errors = input<Readonly<Record<string, string>>>({});
  readonly valueChange = output<Dates>();

  protected readonly kinds: readonly { kind: DateLimitKind; label: string }[] = [
    { kind: 'changed', label: $localize`:@@exports.dates.changed:Changed` },
    { kind: 'created', label: $localize`:@@exports.dates.created:Created` },
    { kind: 'binding', label: $localize`:@@exports.dates.binding:Joined or left a mailing list` },
  ];
  protected readonly icons = { add: mdiPlus, remove: mdiDeleteOutline };

  protected legend(index: number): string {
    return $localize`:@@exports.dates.legend:Period ${index + 1}:number:`;
  }

  protected add(): void {
    const fresh: DateLimit = { kind: 'changed', from: null, to: null, lastDays: 30, includeToday: true };
    this.emit({ dates: [...this.value().dates, fresh] });
  }

  protected remove(index: number): void {
    this.emit({ dates: this.value().dates.filter((_, other) => other !== index) });
  }

  protected set(index: number, change: Partial<DateLimit>): void {
    this.emit({
      dates: this.value().dates.map((limit, other) => (other === index ? { ...limit, ...change } : limit)),
    });
  }

  protected setKind(index: number, text: string): void {
    const found = this.kinds.find(({ kind }) => kind === text);
    if (found) this.set(index, { kind: found.kind });
  }

  protected setMode(index: number, mode: string): void {
    this.set(index, mode === 'last' ? { lastDays: 30, from: null, to: null } : { lastDays: null });
  }

  protected join(text: string): void {
    this.emit({ datesJoin: text === 'or' ? 'or' : 'and' });
  }

  private emit(change: Partial<Dates>): void {
    const { dates, datesJoin } = this.value();
    this.valueChange.emit({ dates, datesJoin, ...change });
  }
}
