import { Component, inject, input, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TargetGroupsApi } from '../../../core/api/target-groups-api';
import { remote } from '../../../core/state/remote';

/** Ten of those who belong to it, to see whether the rule means what it should. */
@Component({
  selector: 'em-sample-panel',
  imports: [MatButtonModule, RouterLink],
  template: `
    <section class="em-panel">
      <h2 i18n="@@target-groups.sample.title">Ten of them</h2>
      @if (sample.problem(); as problem) {
        <p class="em-note bad" role="alert">{{ problem.message }}</p>
      }
      @if (asked() === null) {
        <button
          mat-stroked-button
          type="button"
          [disabled]="eql() === null"
          (click)="asked.set(eql())"
          i18n="@@target-groups.sample.show"
        >
          Show ten recipients
        </button>
      } @else {
        <ul [attr.aria-busy]="sample.status() === 'pending'">
          @for (person of sample.value(); track person.id) {
            <li>
              <a [routerLink]="['/recipients', person.id]">{{ person.email }}</a>
              <span class="em-muted"> {{ person.firstname }} {{ person.lastname }}</span>
            </li>
          } @empty {
            @if (sample.status() === 'done') {
              <li class="em-muted" i18n="@@target-groups.sample.none">
                Nobody fulfils this rule at the moment.
              </li>
            }
          }
        </ul>
        @if (asked() !== eql()) {
          <button
            mat-stroked-button
            type="button"
            [disabled]="eql() === null"
            (click)="asked.set(eql())"
            i18n="@@target-groups.sample.again"
          >
            Show those of the changed rule
          </button>
        }
      }
    </section>
  `,
  styles: `
    h2 {
      margin-bottom: 8px;
    }
    ul {
      margin: 0 0 8px;
      padding: 0;
      list-style: none;
    }
    li {
      padding: 5px 0;
      border-bottom: 1px solid var(--em-border);
      overflow-wrap: anywhere;
    }
  `,
})
export class SamplePanel {
  private readonly api = inject(TargetGroupsApi);

  /** null while the rule cannot be used. */
  readonly eql = input.required<string | null>();

  protected readonly asked = signal<string | null>(null);
  protected readonly sample = remote(
    () => this.asked() ?? undefined,
    (eql, abort) => this.api.sample(eql, abort),
  );
}
