import { Component, inject, input, output } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { type SendView, SendsApi } from '../../../core/api/sends-api';
import { Confirm } from '../../../shared/confirm/confirm';
import { Formats } from '../../../shared/format/formats';
import { NumberPipe } from '../../../shared/format/number.pipe';

/** Mails of which nobody knows whether they arrived, and the two things that can be done about them. */
@Component({
  selector: 'em-uncertain-note',
  imports: [MatButtonModule, NumberPipe],
  template: `
    <div class="em-note warn em-row" role="status">
      <span class="em-grow">
        <strong i18n="@@sends.uncertain.count">{send().counts.uncertain, plural,
          =1 {Of 1 mail it is not known whether it arrived.}
          other {Of {{ send().counts.uncertain | emNumber }} mails it is not known whether they arrived.}
        }</strong>
        <span class="why" i18n="@@sends.uncertain.text"
          >The connection or the program broke off after a mail was handed over and before the server
          answered. Nothing is sent twice without you.</span
        >
      </span>
      @if (allowed()) {
        <button mat-stroked-button type="button" [disabled]="busy()" (click)="resend()">
          <ng-container i18n="@@sends.uncertain.resend">Send again</ng-container>
        </button>
        <button mat-button type="button" [disabled]="busy()" (click)="dismiss()">
          <ng-container i18n="@@sends.uncertain.dismiss">Do not send again</ng-container>
        </button>
      }
    </div>
  `,
  styles: `
    .em-note {
      margin-block: 12px;
    }
    .em-grow {
      flex-basis: 320px;
    }
    .why {
      display: block;
    }
  `,
})
export class UncertainNote {
  private readonly sends = inject(SendsApi);
  private readonly confirm = inject(Confirm);
  private readonly formats = inject(Formats);

  readonly send = input.required<SendView>();
  readonly allowed = input.required<boolean>();
  readonly busy = input(false);
  /** What was decided, ready to be done. */
  readonly decided = output<() => Promise<SendView>>();

  protected async resend(): Promise<void> {
    const { id, counts } = this.send();
    const count = this.formats.number(counts.uncertain);
    const sure = await this.confirm.ask({
      title: $localize`:@@sends.uncertain.resendTitle:Send these mails once more?`,
      text:
        counts.uncertain === 1
          ? $localize`:@@sends.uncertain.resendOne:1 mail is sent again. Its recipient may get it twice.`
          : $localize`:@@sends.uncertain.resendText:${count}:count: mails are sent again. Some of these recipients may get the mail twice.`,
      confirm: $localize`:@@sends.uncertain.resend:Send again`,
    });
    if (sure) this.decided.emit(() => this.sends.resendUncertain(id));
  }

  protected async dismiss(): Promise<void> {
    const { id, counts } = this.send();
    const count = this.formats.number(counts.uncertain);
    const sure = await this.confirm.ask({
      title: $localize`:@@sends.uncertain.dismissTitle:Leave these mails as they are?`,
      text:
        counts.uncertain === 1
          ? $localize`:@@sends.uncertain.dismissOne:1 mail is not sent again and counts as skipped. Its recipient may not have got it.`
          : $localize`:@@sends.uncertain.dismissText:${count}:count: mails are not sent again and count as skipped. Some of these recipients may not have got the mail.`,
      confirm: $localize`:@@sends.uncertain.dismiss:Do not send again`,
    });
    if (sure) this.decided.emit(() => this.sends.dismissUncertain(id));
  }
}
