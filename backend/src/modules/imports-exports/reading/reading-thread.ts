import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { DomainError } from '../../../core/errors/domain-error.js';
import { readBatches, type FileReading } from './read-batches.js';
import type { SentError, ThreadMessage } from './thread-messages.js';

/** Reads one file; a batch is sent only after the one before was asked on from, so that at most two are on their way. */
async function work(port: NonNullable<typeof parentPort>): Promise<void> {
  const send = (message: ThreadMessage): void => {
    const bytes =
      message.type === 'batch' && message.batch.rows.form === 'lines'
        ? [message.batch.rows.bytes.buffer]
        : [];
    port.postMessage(message, bytes);
  };
  try {
    let asked: Promise<unknown> | undefined;
    for await (const batch of readBatches(workerData as FileReading)) {
      await asked;
      asked = once(port, 'message');
      send({ type: 'batch', batch });
    }
    send({ type: 'end' });
  } catch (error) {
    send({ type: 'failed', error: sentError(error) });
  }
  port.close();
}

function sentError(error: unknown): SentError {
  if (error instanceof DomainError) {
    return { is: 'domain', kind: error.kind, code: error.code, params: error.params };
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
  return {
    is: 'other',
    message: error instanceof Error ? (error.stack ?? error.message) : String(error),
    code,
  };
}

if (parentPort) await work(parentPort);
