import { PERMISSIONS, type Permission } from '@contract/permissions';

export interface Scope {
  permission: Permission;
  label: string;
}

export interface ScopeGroup {
  key: string;
  label: string;
  scopes: readonly Scope[];
}

const LABELS: Readonly<Record<Permission, string>> = {
  'recipients.read': $localize`:@@settings.scope.recipientsRead:See recipients, their profiles and history`,
  'recipients.write': $localize`:@@settings.scope.recipientsWrite:Create, change and delete recipients`,
  'recipients.import': $localize`:@@settings.scope.recipientsImport:Import recipients from files`,
  'recipients.export': $localize`:@@settings.scope.recipientsExport:Download recipients as files`,
  'recipients.bulk': $localize`:@@settings.scope.recipientsBulk:Change or delete many recipients at once`,
  'recipients.erase': $localize`:@@settings.scope.recipientsErase:Erase all personal data of a recipient`,
  'fields.write': $localize`:@@settings.scope.fieldsWrite:Create, change and delete profile fields`,
  'lists.read': $localize`:@@settings.scope.listsRead:See mailing lists`,
  'lists.write': $localize`:@@settings.scope.listsWrite:Create, change and delete mailing lists`,
  'targets.read': $localize`:@@settings.scope.targetsRead:See target groups`,
  'targets.write': $localize`:@@settings.scope.targetsWrite:Create, change and delete target groups`,
  'targets.lock': $localize`:@@settings.scope.targetsLock:Lock and unlock target groups`,
  'connections.manage': $localize`:@@settings.scope.connectionsManage:Set up automatic imports and exports and their servers`,
  'mailings.read': $localize`:@@settings.scope.mailingsRead:See mailings and their sends`,
  'mailings.write': $localize`:@@settings.scope.mailingsWrite:Write, change and delete mailings`,
  'mailings.send': $localize`:@@settings.scope.mailingsSend:Test, send, pause and cancel mailings`,
  'statistics.read': $localize`:@@settings.scope.statisticsRead:See statistics`,
  'outbox.read': $localize`:@@settings.scope.outboxRead:See captured mails`,
  'settings.read': $localize`:@@settings.scope.settingsRead:See settings`,
  'settings.write': $localize`:@@settings.scope.settingsWrite:Change settings`,
  'tokens.manage': $localize`:@@settings.scope.tokensManage:Create and revoke API tokens`,
};

const GROUPS: readonly { key: string; label: string; areas: readonly string[] }[] = [
  {
    key: 'recipients',
    label: $localize`:@@settings.scopes.recipients:Recipients`,
    areas: ['recipients', 'fields', 'lists', 'targets', 'connections'],
  },
  { key: 'mailings', label: $localize`:@@settings.scopes.mailings:Mailings`, areas: ['mailings', 'outbox'] },
  { key: 'statistics', label: $localize`:@@settings.scopes.statistics:Statistics`, areas: ['statistics'] },
];
const OTHERS = $localize`:@@settings.scopes.others:Administration`;

/** What a right allows, in words; the right itself when this interface does not know it yet. */
export function scopeLabel(permission: Permission): string {
  return LABELS[permission] ?? permission;
}

/** The rights one may hand on, grouped; a right of no group is with the administration, so none gets lost. */
export function scopeGroups(may: (permission: Permission) => boolean): ScopeGroup[] {
  const own = PERMISSIONS.filter(may).map((permission) => ({ permission, label: scopeLabel(permission) }));
  const groupOf = ({ permission }: Scope): string =>
    GROUPS.find(({ areas }) => areas.some((area) => permission.startsWith(`${area}.`)))?.key ?? 'others';
  return [...GROUPS, { key: 'others', label: OTHERS }]
    .map(({ key, label }) => ({ key, label, scopes: own.filter((scope) => groupOf(scope) === key) }))
    .filter(({ scopes }) => scopes.length > 0);
}
