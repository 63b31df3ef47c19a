import { Component, computed, inject, input, output } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { Router } from '@angular/router';
import { mdiDeleteForeverOutline, mdiTrayArrowDown } from '@mdi/js';
import { type RecipientView, RecipientsApi } from '../../../core/api/recipients-api';
import { Session } from '../../../core/session/session';
import { action } from '../../../core/state/remote';
import { Confirm } from '../../../shared/confirm/confirm';
import { Icon } from '../../../shared/icon/icon';
import { Toasts } from '../../../shared/toast/toasts';

/** Rights of the person under the GDPR: no tracking, a report of everything, to be forgotten. */
@Component({
  selector: 'em-privacy',
  imports: [Icon, MatButtonModule],
  templateUrl: './privacy.html',
  styles: `
    h2 {
      margin-bottom: 4px;
    }
    p {
      max-width: 72ch;
    }
    .em-note {
      margin: 8px 0 0;
    }
  `,
})
export class Privacy {
  private readonly api = inject(RecipientsApi);
  private readonly session = inject(Session);
  private readonly confirm = inject(Confirm);
  private readonly toasts = inject(Toasts);
  private readonly router = inject(Router);

  readonly recipient = input.required<RecipientView>();
  readonly editable = input(true);
  readonly saved = output<RecipientView>();
  /** The person is about to be gone: nothing is left to save. */
  readonly erased = output<void>();

  protected readonly mayErase = computed(() => this.session.can('recipients.erase'));
  protected readonly pdf = computed(() => this.api.reportAddress(this.recipient().id, 'pdf'));
  protected readonly json = computed(() => this.api.reportAddress(this.recipient().id, 'json'));
  protected readonly vetoing = action(async (trackingVeto: boolean) => {
    this.saved.emit(await this.api.change(this.recipient().id, { trackingVeto }));
  });
  protected readonly erasing = action((id: number) => this.api.erase(id).then(() => true));
  protected readonly icons = { report: mdiTrayArrowDown, erase: mdiDeleteForeverOutline };

  protected async erase(): Promise<void> {
    const { id, email } = this.recipient();
    const sure = await this.confirm.ask({
      title: $localize`:@@recipients.erase.ask:Erase ${email}:email: for good?`,
      text: $localize`:@@recipients.erase.text:Address, names, fields, entries in lists, consents and the history are removed at once and do not go to the recycle bin. Openings and clicks stay counted, but nobody can tell any more that it was this person. The address can then be imported again; to make sure that it never gets mail, put it on the blocklist as well.`,
      confirm: $localize`:@@recipients.erase.confirm:Erase for good`,
      danger: true,
      typeToConfirm: email,
    });
    if (!sure || !(await this.erasing.run(id))) return;
    this.erased.emit();
    this.toasts.success($localize`:@@recipients.erase.done:The person was erased`);
    await this.router.navigateByUrl('/recipients');
  }
}
