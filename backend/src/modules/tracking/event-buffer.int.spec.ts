import { describe, expect, it } from 'vitest';
import { createApp } from '../../apps/http-server.js';
import { createDatabase, ENGINES } from '../../../test/database.js';
import { ActivityKind } from '../../core/events/activity.js';
import { EventBuffer } from './event-buffer.js';

describe.each(ENGINES)('the end of the process on %s', (engine) => {
  it('loses none of the clicks that were answered until the HTTP server had closed', async () => {
    const database = await createDatabase(engine, { HOST: '127.0.0.1' });
    const { insertId: sendId } = await database.transactions.run(() =>
      database.transactions.execute(
        `INSERT INTO sends (mailing_id, kind, state, content, mailing_list_id, scheduled_at, timezone, started_at,
           finished_at, frozen_at, audience, created_at) VALUES (1, 'world', 'sent', '{}', 1, 1, 'UTC', 1, 1, 1, 0, 1)`,
      ),
    );
    const app = await createApp(database.config);
    await app.listen(0, '127.0.0.1');
    const buffer = app.get(EventBuffer, { strict: false });
    app.getHttpServer().once('close', () => {
      buffer.add({
        kind: ActivityKind.clicked,
        mailingId: 1,
        sendId,
        recipientId: 0,
        linkId: 7,
        userAgent: '',
      });
    });
    await app.close();
    expect(
      await database.transactions.query('SELECT link_id AS link FROM activity WHERE kind = ?', [
        ActivityKind.clicked,
      ]),
    ).toEqual([{ link: 7 }]);
    await database.close();
  });
});
