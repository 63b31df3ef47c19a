import auth from './de/auth.json';
import dashboard from './de/dashboard.json';
import exports from './de/exports.json';
import fields from './de/fields.json';
import imports from './de/imports.json';
import mailingLists from './de/mailing-lists.json';
import mailings from './de/mailings.json';
import outbox from './de/outbox.json';
import recipients from './de/recipients.json';
import sends from './de/sends.json';
import settings from './de/settings.json';
import setup from './de/setup.json';
import shared from './de/shared.json';
import shell from './de/shell.json';
import statistics from './de/statistics.json';
import targetGroups from './de/target-groups.json';

/** All German texts by message id; one file per area, checked by `scripts/check-translations.mjs`. */
export const germanTexts: Record<string, string> = {
  ...shell,
  ...shared,
  ...auth,
  ...setup,
  ...dashboard,
  ...recipients,
  ...fields,
  ...mailingLists,
  ...imports,
  ...exports,
  ...mailings,
  ...sends,
  ...outbox,
  ...statistics,
  ...targetGroups,
  ...settings,
};
