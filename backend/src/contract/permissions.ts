/** Every right there is. An endpoint names one; roles and API tokens hold sets of them. */
export const PERMISSIONS = [
  'recipients.read',
  'recipients.write',
  'recipients.import',
  'recipients.export',
  'recipients.bulk',
  'recipients.erase',
  'fields.write',
  'lists.read',
  'lists.write',
  'targets.read',
  'targets.write',
  'targets.lock',
  'connections.manage',
  'mailings.read',
  'mailings.write',
  'mailings.send',
  'statistics.read',
  'outbox.read',
  'settings.read',
  'settings.write',
  'tokens.manage',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

export function isPermission(text: string): text is Permission {
  return PERMISSIONS.some((permission) => permission === text);
}
