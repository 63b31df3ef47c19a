import { UserStatus, UserType } from '@contract/recipients/codes';
import { type Tone } from '../status-chip/status-chip';

export interface StatusWords {
  label: string;
  tone: Tone;
  /** What it means for mailings. */
  meaning: string;
}

/** A binding's status in words (spec/recipients.md §2). */
export const STATUS_WORDS: Readonly<Record<UserStatus, StatusWords>> = {
  [UserStatus.Active]: {
    label: $localize`:@@recipients.status.active:Active`,
    tone: 'good',
    meaning: $localize`:@@recipients.status.activeMeaning:Receives the mailings of this list.`,
  },
  [UserStatus.Bounced]: {
    label: $localize`:@@recipients.status.bounced:Bounced`,
    tone: 'bad',
    meaning: $localize`:@@recipients.status.bouncedMeaning:Mails came back; receives nothing until someone makes it active again.`,
  },
  [UserStatus.AdminOut]: {
    label: $localize`:@@recipients.status.adminOut:Taken out`,
    tone: 'neutral',
    meaning: $localize`:@@recipients.status.adminOutMeaning:Somebody here took the recipient out of the list.`,
  },
  [UserStatus.UserOut]: {
    label: $localize`:@@recipients.status.userOut:Unsubscribed`,
    tone: 'warn',
    meaning: $localize`:@@recipients.status.userOutMeaning:The recipient unsubscribed. Only make them active again when they ask for it.`,
  },
  [UserStatus.WaitForConfirm]: {
    label: $localize`:@@recipients.status.waiting:Not confirmed`,
    tone: 'info',
    meaning: $localize`:@@recipients.status.waitingMeaning:Signed up, but did not click the confirmation link yet; receives nothing.`,
  },
  [UserStatus.Blacklisted]: {
    label: $localize`:@@recipients.status.blocked:Blocked`,
    tone: 'bad',
    meaning: $localize`:@@recipients.status.blockedMeaning:The address is or was on the blocklist; receives nothing.`,
  },
  [UserStatus.Suspend]: {
    label: $localize`:@@recipients.status.suspended:Suspended`,
    tone: 'warn',
    meaning: $localize`:@@recipients.status.suspendedMeaning:Set aside for now; receives nothing.`,
  },
};

export interface TypeWords {
  label: string;
  meaning: string;
}

/** A recipient's role in a mailing list in words. */
export const TYPE_WORDS: Readonly<Record<UserType, TypeWords>> = {
  [UserType.World]: {
    label: $localize`:@@recipients.type.world:Normal`,
    meaning: $localize`:@@recipients.type.worldMeaning:Receives mailings that are sent for real.`,
  },
  [UserType.WorldVip]: {
    label: $localize`:@@recipients.type.worldVip:VIP`,
    meaning: $localize`:@@recipients.type.worldVipMeaning:Receives every mailing of the list, whatever its target group.`,
  },
  [UserType.Test]: {
    label: $localize`:@@recipients.type.test:Test`,
    meaning: $localize`:@@recipients.type.testMeaning:Receives test mails only, not what is sent for real.`,
  },
  [UserType.TestVip]: {
    label: $localize`:@@recipients.type.testVip:Test VIP`,
    meaning: $localize`:@@recipients.type.testVipMeaning:Receives test mails only, whatever the target group.`,
  },
  [UserType.Admin]: {
    label: $localize`:@@recipients.type.admin:Admin`,
    meaning: $localize`:@@recipients.type.adminMeaning:Receives the first test mails, to approve a mailing; not what is sent for real.`,
  },
};

/** Statuses in the order in which lists and filters show them. */
export const STATUSES: readonly UserStatus[] = [
  UserStatus.Active,
  UserStatus.WaitForConfirm,
  UserStatus.Bounced,
  UserStatus.UserOut,
  UserStatus.AdminOut,
  UserStatus.Suspend,
  UserStatus.Blacklisted,
];

export const TYPES: readonly UserType[] = [
  UserType.World,
  UserType.WorldVip,
  UserType.Test,
  UserType.TestVip,
  UserType.Admin,
];

/**
 * Statuses a person may choose, the current one among them. Bounced, not confirmed and blocked say what happened and
 * are not made by hand: for the last one there is the blocklist.
 */
export function settableStatuses(current: UserStatus | null): readonly UserStatus[] {
  const byHand: readonly UserStatus[] = [
    UserStatus.Active,
    UserStatus.UserOut,
    UserStatus.AdminOut,
    UserStatus.Suspend,
  ];
  return STATUSES.filter((status) => status === current || byHand.includes(status));
}

export function isOut(status: UserStatus): boolean {
  return status === UserStatus.AdminOut || status === UserStatus.UserOut;
}
