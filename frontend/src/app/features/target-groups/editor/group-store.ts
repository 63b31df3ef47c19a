import { Injectable, inject } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { ApiProblem } from '../../../core/api/api-problem';
import {
  type CreateTargetGroup,
  type TargetGroupView,
  TargetGroupsApi,
} from '../../../core/api/target-groups-api';
import { GroupConflictDialog } from './conflict-dialog';

export interface Stored {
  group: TargetGroupView;
  /** `theirs`: somebody else's version was taken in place of the own one. */
  version: 'mine' | 'theirs';
}

/** Saves target groups; when somebody else was faster, the person decides between both versions. */
@Injectable({ providedIn: 'root' })
export class GroupStore {
  private readonly api = inject(TargetGroupsApi);
  private readonly dialog = inject(MatDialog);

  /** @returns null when the decision was put off and nothing is saved */
  async save(known: TargetGroupView | null, content: Required<CreateTargetGroup>): Promise<Stored | null> {
    if (!known) return { group: await this.api.create(content), version: 'mine' };
    try {
      const { id, version } = known;
      return { group: await this.api.save(id, { version, ...content }), version: 'mine' };
    } catch (error) {
      if (ApiProblem.from(error).code !== 'target-group.version-conflict') throw error;
      return await this.settle(await this.api.get(known.id), content);
    }
  }

  private async settle(theirs: TargetGroupView, mine: Required<CreateTargetGroup>): Promise<Stored | null> {
    const dialog = this.dialog.open<GroupConflictDialog, unknown, string>(GroupConflictDialog, {
      data: { theirs, mine },
      width: '760px',
    });
    const answer = await new Promise<string | undefined>((resolve) => {
      dialog.afterClosed().subscribe(resolve);
    });
    if (answer === 'theirs') return { group: theirs, version: 'theirs' };
    if (answer !== 'mine') return null;
    const saved = await this.api.save(theirs.id, { version: theirs.version, ...mine });
    return { group: saved, version: 'mine' };
  }
}
