import { UserStatus } from '../../contract/recipients/codes.js';

/** What an import does with addresses that are known and with those that are not (spec/import_export.md §3). */
export const IMPORT_MODES = [
  'add-and-update', 'add-only', 'update-only', 'unsubscribe', 'bounce', 'blocklist', 'reactivate-bounced',
  'suspend', 'add-and-resubscribe', 'replace', 'reactivate-suspended', 'blocklist-replace', 'replace-keeping-opt-outs',
] as const; // prettier-ignore
export type ImportMode = (typeof IMPORT_MODES)[number];

export interface ModeRules {
  /** Number of the mode in OpenEMM. */
  readonly id: number;
  readonly creates: boolean;
  readonly updates: boolean;
  /** Whether those that are on none of the chosen lists join them. */
  readonly subscribes: boolean;
  /** Bindings of these states get the state `to`. Those of others stay, so that no import undoes an opt-out. */
  readonly from: readonly UserStatus[];
  readonly to: UserStatus;
  /** Of bindings that change their state; before the file's name. */
  readonly remark: string;
  /** Whether those that the file does not have leave the lists (`bindings`) or the blocklist. */
  readonly exclusive: 'no' | 'bindings' | 'blocklist';
  /** Whether the addresses come onto the blocklist instead of becoming recipients. */
  readonly blocks: boolean;
}

const { Active, Bounced, AdminOut, UserOut, Blacklisted, Suspend } = UserStatus;

const adds = { creates: true, updates: true, subscribes: true } as const;
const changes = { creates: false, updates: true, subscribes: false } as const;
const joins = { from: [], to: Active, remark: '', exclusive: 'no', blocks: false } as const;

export const MODE_RULES: Readonly<Record<ImportMode, ModeRules>> = {
  'add-only': { id: 0, ...adds, updates: false, ...joins },
  'add-and-update': { id: 1, ...adds, ...joins },
  'update-only': { id: 2, ...adds, creates: false, ...joins },
  unsubscribe: { id: 3, ...changes, ...joins, from: [Active], to: AdminOut, remark: 'Mass Opt-Out by Admin' },
  bounce: { id: 4, ...changes, ...joins, from: [Active], to: Bounced, remark: 'Mass Bounce by Admin' },
  blocklist: { id: 5, ...blocking(), exclusive: 'no' },
  'reactivate-bounced': {
    id: 6, ...changes, ...joins, from: [Bounced], to: Active, remark: 'Mass Bounce-Reactivation by Admin',
  }, // prettier-ignore
  suspend: { id: 7, ...changes, ...joins, from: [Active], to: Suspend, remark: 'Mass Suspension by Admin' },
  'add-and-resubscribe': {
    id: 8, ...adds, ...joins, from: [UserOut, AdminOut], to: Active, remark: 'Mass Opt-In by Admin',
  }, // prettier-ignore
  replace: {
    id: 9, ...adds, ...joins, from: [UserOut, AdminOut, Bounced], to: Active, remark: 'Mass Opt-In by Admin',
    exclusive: 'bindings',
  }, // prettier-ignore
  'reactivate-suspended': {
    id: 10, ...changes, ...joins, from: [Suspend], to: Active, remark: 'Mass Reactivation by Admin',
  }, // prettier-ignore
  'blocklist-replace': { id: 12, ...blocking(), exclusive: 'blocklist' },
  'replace-keeping-opt-outs': { id: 13, ...adds, ...joins, exclusive: 'bindings' },
};

function blocking() {
  return {
    creates: false, updates: false, subscribes: false, from: [], to: Blacklisted, remark: 'Added to blocklist by import',
    blocks: true,
  } as const; // prettier-ignore
}
