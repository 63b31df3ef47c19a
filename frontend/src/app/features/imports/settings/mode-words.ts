import { type ImportMode } from '../../../core/api/imports-api';

export interface ModeWords {
  mode: ImportMode;
  label: string;
  meaning: string;
}

export interface ModeGroup {
  key: string;
  label: string;
  modes: readonly ModeWords[];
}

/** The ways to import (spec/import_export.md §3), the common ones first. */
export const MODE_GROUPS: readonly ModeGroup[] = [
  {
    key: 'profiles',
    label: $localize`:@@imports.modes.profiles:Bring in recipients`,
    modes: [
      {
        mode: 'add-and-update',
        label: $localize`:@@imports.mode.both:Add new and update known ones`,
        meaning: $localize`:@@imports.mode.bothMeaning:Known recipients get the values of the file. Who left a list stays out.`,
      },
      {
        mode: 'add-only',
        label: $localize`:@@imports.mode.add:Only add new ones`,
        meaning: $localize`:@@imports.mode.addMeaning:Rows with known addresses are left out.`,
      },
      {
        mode: 'update-only',
        label: $localize`:@@imports.mode.update:Only update known ones`,
        meaning: $localize`:@@imports.mode.updateMeaning:Rows with new addresses are left out.`,
      },
    ],
  },
  {
    key: 'lists',
    label: $localize`:@@imports.modes.lists:Change who is in the lists`,
    modes: [
      {
        mode: 'unsubscribe',
        label: $localize`:@@imports.mode.unsubscribe:Take out`,
        meaning: $localize`:@@imports.mode.unsubscribeMeaning:Active recipients of the file leave the chosen lists.`,
      },
      {
        mode: 'suspend',
        label: $localize`:@@imports.mode.suspend:Suspend`,
        meaning: $localize`:@@imports.mode.suspendMeaning:Active recipients of the file get no mails until they are made active again.`,
      },
      {
        mode: 'reactivate-suspended',
        label: $localize`:@@imports.mode.reactivateSuspended:End a suspension`,
        meaning: $localize`:@@imports.mode.reactivateSuspendedMeaning:Suspended recipients of the file become active again.`,
      },
      {
        mode: 'bounce',
        label: $localize`:@@imports.mode.bounce:Mark as bounced`,
        meaning: $localize`:@@imports.mode.bounceMeaning:Active recipients of the file get no mails any more, because their mails come back.`,
      },
      {
        mode: 'reactivate-bounced',
        label: $localize`:@@imports.mode.reactivateBounced:Make bounced ones active again`,
        meaning: $localize`:@@imports.mode.reactivateBouncedMeaning:Only bounced recipients change; those who unsubscribed stay out.`,
      },
      {
        mode: 'add-and-resubscribe',
        label: $localize`:@@imports.mode.resubscribe:Add, update and subscribe again`,
        meaning: $localize`:@@imports.mode.resubscribeMeaning:Also who left the lists becomes active again. Only with their new consent.`,
      },
      {
        mode: 'replace-keeping-opt-outs',
        label: $localize`:@@imports.mode.replaceKeeping:The file is the list; opt-outs stay`,
        meaning: $localize`:@@imports.mode.replaceKeepingMeaning:Recipients of the file join; active ones that the file does not have are taken out.`,
      },
      {
        mode: 'replace',
        label: $localize`:@@imports.mode.replace:The file is the list, for everybody`,
        meaning: $localize`:@@imports.mode.replaceMeaning:As before, and who left or bounced becomes active again. Only with their new consent.`,
      },
    ],
  },
  {
    key: 'blocklist',
    label: $localize`:@@imports.modes.blocklist:Blocklist`,
    modes: [
      {
        mode: 'blocklist',
        label: $localize`:@@imports.mode.blocklist:Put on the blocklist`,
        meaning: $localize`:@@imports.mode.blocklistMeaning:The addresses of the file get no mails of any list any more.`,
      },
      {
        mode: 'blocklist-replace',
        label: $localize`:@@imports.mode.blocklistReplace:The file is the blocklist`,
        meaning: $localize`:@@imports.mode.blocklistReplaceMeaning:Addresses that the file does not have leave the blocklist, but are not subscribed again.`,
      },
    ],
  },
];

/** Modes that mail people again who did not want it, or take out people whom the file does not name. */
export const CAREFUL_MODES: ReadonlySet<ImportMode> = new Set<ImportMode>([
  'add-and-resubscribe',
  'replace',
  'replace-keeping-opt-outs',
  'blocklist-replace',
]);

export function modeWords(mode: ImportMode): ModeWords {
  const found = MODE_GROUPS.flatMap(({ modes }) => modes).find((words) => words.mode === mode);
  return found ?? { mode, label: mode, meaning: '' };
}

/** Whether lists matter: those of the blocklist concern every list. */
export function usesLists(mode: ImportMode): boolean {
  return mode !== 'blocklist' && mode !== 'blocklist-replace';
}

/** Whether the mode does nothing at all without a list. */
export function needsLists(mode: ImportMode): boolean {
  return usesLists(mode) && !['add-and-update', 'add-only', 'update-only'].includes(mode);
}

const ADDING: ReadonlySet<ImportMode> = new Set<ImportMode>([
  'add-and-update',
  'add-only',
  'add-and-resubscribe',
  'replace',
  'replace-keeping-opt-outs',
]);

export function addsRecipients(mode: ImportMode): boolean {
  return ADDING.has(mode);
}

/** Whether recipients without a binding join the chosen lists. */
export function subscribes(mode: ImportMode): boolean {
  return addsRecipients(mode) || mode === 'update-only';
}
