import { UserStatus } from '../../contract/recipients/codes.js';
import { ActivityKind } from '../../core/events/activity.js';

const IS_OUT: readonly UserStatus[] = [UserStatus.AdminOut, UserStatus.UserOut];

/** What the history calls a change of a binding's status. null: there was none, or is none any more. */
export function bindingActivity(old: UserStatus | null, next: UserStatus | null): ActivityKind {
  if (next === UserStatus.Active && old !== UserStatus.Active) return ActivityKind.subscribed;
  if (next !== null && IS_OUT.includes(next) && old === UserStatus.Active) return ActivityKind.unsubscribed;
  return ActivityKind.bindingChanged;
}
