import { Injectable, inject } from '@angular/core';
import { Router } from '@angular/router';
import { ApiProblem } from '../../core/api/api-problem';
import { type MailingView, MailingsApi } from '../../core/api/mailings-api';
import { Confirm } from '../../shared/confirm/confirm';
import { Toasts } from '../../shared/toast/toasts';
import { type ContentChanges, isEmpty } from './editor/draft-content';

/** What can be done with a mailing as a whole, in the list as in the editor. */
@Injectable({ providedIn: 'root' })
export class MailingActions {
  private readonly api = inject(MailingsApi);
  private readonly confirm = inject(Confirm);
  private readonly toasts = inject(Toasts);
  private readonly router = inject(Router);

  /** Opens a draft with the same content, and with edits that the original could not take any more. */
  async copy(id: number, changes: ContentChanges = {}): Promise<MailingView | null> {
    try {
      const copied = await this.api.copy(id);
      const copy = isEmpty(changes) ? copied : await this.api.save(copied.id, copied.version, changes);
      await this.router.navigate(['/mailings', copy.id]);
      this.toasts.success($localize`:@@mailings.copied:“${copy.name}:name:” is ready to be edited.`);
      return copy;
    } catch (error) {
      this.toasts.error(ApiProblem.from(error));
      return null;
    }
  }

  /** @returns whether it is gone */
  async delete({ id, name }: { id: number; name: string }): Promise<boolean> {
    const sure = await this.confirm.ask({
      title: $localize`:@@mailings.delete.title:Delete this mailing?`,
      text: $localize`:@@mailings.delete.text:“${name}:name:” disappears from the list and cannot be brought back. Links in mails already sent keep working, and its statistics stay.`,
      confirm: $localize`:@@mailings.delete.confirm:Delete mailing`,
      danger: true,
    });
    if (!sure) return false;
    try {
      await this.api.delete(id);
      this.toasts.success($localize`:@@mailings.deleted:“${name}:name:” was deleted.`);
      return true;
    } catch (error) {
      this.toasts.error(ApiProblem.from(error));
      return false;
    }
  }
}
