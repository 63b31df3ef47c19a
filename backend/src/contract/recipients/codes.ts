/**
 * Codes that are stored and that travel over REST, SOAP, import files and webhooks. They are OpenEMM's
 * (spec/recipients.md §1, §2) and never change.
 */

/** State of a binding (recipient × mailing list). Only `Active` receives mailings. */
export const UserStatus = {
  Active: 1,
  Bounced: 2,
  AdminOut: 3,
  UserOut: 4,
  WaitForConfirm: 5,
  Blacklisted: 6,
  Suspend: 7,
} as const;
export type UserStatus = (typeof UserStatus)[keyof typeof UserStatus];

/** Role of a recipient in a mailing list. VIPs receive every mailing whatever its target group. */
export const UserType = {
  Admin: 'A',
  Test: 'T',
  TestVip: 't',
  World: 'W',
  WorldVip: 'w',
} as const;
export type UserType = (typeof UserType)[keyof typeof UserType];

export const Gender = {
  Male: 0,
  Female: 1,
  Unknown: 2,
  Practice: 4,
  Company: 5,
} as const;
export type Gender = (typeof Gender)[keyof typeof Gender];

export const MailType = {
  Text: 0,
  Html: 1,
  OfflineHtml: 2,
} as const;
export type MailType = (typeof MailType)[keyof typeof MailType];

/** Columns that every recipient has, by their database names (spec/recipients.md §1). */
export const StandardField = {
  CustomerId: 'customer_id',
  Email: 'email',
  Title: 'title',
  FirstName: 'firstname',
  LastName: 'lastname',
  Gender: 'gender',
  MailType: 'mailtype',
  TrackingVeto: 'sys_tracking_veto',
  EncryptedSending: 'sys_encrypted_sending',
  DatasourceId: 'datasource_id',
  LatestDatasourceId: 'latest_datasource_id',
  CreationDate: 'creation_date',
  ChangeDate: 'timestamp',
  LastOpenDate: 'lastopen_date',
  LastClickDate: 'lastclick_date',
  LastSendDate: 'lastsend_date',
  CleanedDate: 'cleaned_date',
  Bounceload: 'bounceload',
} as const;
export type StandardField = (typeof StandardField)[keyof typeof StandardField];

/** Greatest length in characters of title, first name and last name. */
export const STANDARD_TEXT_LENGTH = 100;

export function isUserStatus(value: unknown): value is UserStatus {
  return Object.values<unknown>(UserStatus).includes(value);
}

/** Case matters: `t` and `T` are different types. */
export function isUserType(value: unknown): value is UserType {
  return Object.values<unknown>(UserType).includes(value);
}

export function isGender(value: unknown): value is Gender {
  return Object.values<unknown>(Gender).includes(value);
}

export function isMailType(value: unknown): value is MailType {
  return Object.values<unknown>(MailType).includes(value);
}
