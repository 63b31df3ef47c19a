import { Injectable } from '@nestjs/common';
import { DomainError } from '../../core/errors/domain-error.js';
import { DataSources } from '../recipients/index.js';
import type { Import } from './import.entity.js';

export interface UndoState {
  readonly undoable: boolean;
  readonly undoUntil: Date | null;
  readonly undoneAt: Date | null;
}

/** Taking imports back, by what their data source keeps. */
@Injectable()
export class ImportUndoService {
  constructor(private readonly sources: DataSources) {}

  /** Whether imports can be taken back, by id. Those that changed nothing are missing. */
  async of(rows: readonly Import[]): Promise<Map<number, UndoState>> {
    const states = new Map<number, UndoState>();
    for (const { id, dataSourceId } of rows) {
      if (dataSourceId === null) continue;
      const { undoable, undoUntil, undoneAt } = await this.sources.require(dataSourceId);
      states.set(id, { undoable, undoUntil, undoneAt });
    }
    return states;
  }

  /** @throws DomainError `import.state` unless it is over, `data-source.…` */
  async undo({ state, dataSourceId }: Import): Promise<void> {
    const over = state === 'done' || state === 'failed' || state === 'cancelled';
    if (!over) throw new DomainError('conflict', 'import.state', { state });
    if (dataSourceId === null) throw new DomainError('conflict', 'import.nothing-to-undo');
    await this.sources.undo(dataSourceId);
  }
}
