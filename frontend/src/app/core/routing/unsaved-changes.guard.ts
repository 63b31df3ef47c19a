import { inject } from '@angular/core';
import { type CanDeactivateFn } from '@angular/router';
import { Confirm } from '../../shared/confirm/confirm';

export interface MayHaveUnsavedChanges {
  hasUnsavedChanges(): boolean;
}

/** Asks before a page with unsaved input is left. */
export const unsavedChanges: CanDeactivateFn<MayHaveUnsavedChanges> = (page) =>
  !page.hasUnsavedChanges() ||
  inject(Confirm).ask({
    title: $localize`:@@shell.unsaved.title:Leave without saving?`,
    text: $localize`:@@shell.unsaved.text:Changes on this page have not been saved yet.`,
    confirm: $localize`:@@shell.unsaved.leave:Leave`,
    cancel: $localize`:@@shell.unsaved.stay:Stay here`,
    danger: true,
  });
