import { inject } from '@angular/core';
import { type MailingListView, MailingListsApi } from '../../../core/api/mailing-lists-api';
import { type ProfileFieldView, ProfileFieldsApi } from '../../../core/api/profile-fields-api';
import { type TargetGroupView, TargetGroupsApi } from '../../../core/api/target-groups-api';
import { Session } from '../../../core/session/session';
import { type Remote, remote } from '../../../core/state/remote';

export interface ExportChoices {
  readonly lists: readonly MailingListView[];
  /** Those that may be seen. */
  readonly fields: readonly ProfileFieldView[];
  readonly groups: readonly TargetGroupView[];
}

/** What an export can choose from. In an injection context. */
export function exportChoices(): Remote<ExportChoices> {
  const [lists, fields, groups] = [
    inject(MailingListsApi),
    inject(ProfileFieldsApi),
    inject(TargetGroupsApi),
  ];
  const session = inject(Session);
  return remote(
    () => true,
    async (_, abort) => {
      const [allLists, allFields, someGroups] = await Promise.all([
        lists.all(abort),
        fields.all(abort),
        session.can('targets.read') ? groups.list({ limit: 200, sort: 'name' }, abort) : { items: [] },
      ]);
      const visible = allFields.filter(({ visibility }) => visibility !== 'hidden');
      return { lists: allLists, fields: visible, groups: someGroups.items };
    },
  );
}
