import { Worker } from 'node:worker_threads';
import { DomainError } from '../../../core/errors/domain-error.js';
import { programBeside } from '../../../core/runtime/program-beside.js';
import { fileFormat } from '../readers/file-format.js';
import type { FileReading, ReadBatch } from './read-batches.js';
import type { SentError, ThreadMessage } from './thread-messages.js';

/**
 * Megabytes that a thread may have in use, which also decides how much garbage piles up before it is cleared away. The
 * texts of a workbook stand in a table of their own, which has to be kept.
 */
const MEMORY = { csv: 64, json: 64, xlsx: 384, ods: 384 };
const YOUNG_MEMORY = 8;

/**
 * As `readBatches`, in a thread of its own: large files leave this process free for others, and what reading throws away
 * does not pile up in its memory. The next batch is made while the caller deals with one.
 * @throws DomainError `import.too-much-memory`, and whatever reading throws
 */
export async function* threadedBatches(reading: FileReading): AsyncGenerator<ReadBatch, void> {
  const worker = new Worker(programBeside(import.meta.url, 'reading-thread'), {
    workerData: reading,
    resourceLimits: {
      maxOldGenerationSizeMb: MEMORY[fileFormat(reading.format).kind],
      maxYoungGenerationSizeMb: YOUNG_MEMORY,
    },
    // It needs nothing of the environment, least of all the secrets in it.
    env: {},
  });
  const messages = new Inbox(worker);
  try {
    for (;;) {
      const message = await messages.next();
      if (message.type === 'end') return;
      if (message.type === 'failed') throw receivedError(message.error);
      worker.postMessage('next');
      yield message.batch;
    }
  } finally {
    await worker.terminate();
  }
}

/** The messages of a worker in their order; its end counts as one. */
class Inbox {
  private readonly waiting: ThreadMessage[] = [];
  private failure: Error | undefined;
  private wake: (() => void) | undefined;

  constructor(worker: Worker) {
    worker.on('message', (message: ThreadMessage) => {
      this.waiting.push(message);
      this.wake?.();
    });
    worker.on('error', (error: Error) => this.fail(error));
    worker.on('exit', () => this.fail(new Error('the reading thread ended')));
  }

  async next(): Promise<ThreadMessage> {
    for (;;) {
      const message = this.waiting.shift();
      if (message) return message;
      if (this.failure) throw this.failure;
      await new Promise<void>((resolve) => (this.wake = resolve));
    }
  }

  private fail(error: Error): void {
    const outOfMemory = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
    this.failure ??= outOfMemory ? new DomainError('invalid', 'import.too-much-memory') : error;
    this.wake?.();
  }
}

function receivedError(error: SentError): Error {
  if (error.is === 'domain') return new DomainError(error.kind, error.code, error.params);
  return Object.assign(new Error(error.message), error.code === undefined ? {} : { code: error.code });
}
