import { inject } from '@angular/core';
import { type CanDeactivateFn } from '@angular/router';
import { Confirm } from '../../../shared/confirm/confirm';

export interface SavesBeforeLeaving {
  save(): Promise<void>;
  hasUnsavedChanges(): boolean;
}

/** Saves what is open; only what could not be saved is worth a question. It stays on this device either way. */
export const saveBeforeLeaving: CanDeactivateFn<SavesBeforeLeaving> = async (page) => {
  const confirm = inject(Confirm);
  await page.save();
  if (!page.hasUnsavedChanges()) return true;
  return confirm.ask({
    title: $localize`:@@mailings.leave.title:Leave without saving?`,
    text: $localize`:@@mailings.leave.text:The last changes could not be saved. They are kept on this device and offered again when you come back.`,
    confirm: $localize`:@@mailings.leave.confirm:Leave`,
    cancel: $localize`:@@mailings.leave.stay:Stay here`,
  });
};
