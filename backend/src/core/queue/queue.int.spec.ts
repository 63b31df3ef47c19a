import { afterEach, describe, expect, inject, it } from 'vitest';
import { freePort } from '../../../test/services.js';
import { AuthContext } from '../auth-context/auth-context.js';
import { BullQueue } from './bull-queue.js';
import { jobKind, type JobHandler, type JobKind } from './job-kind.js';
import type { JobQueue } from './job-queue.js';
import { LocalQueue } from './local-queue.js';

const QUEUES: Record<string, () => JobQueue> = {
  'in-process': () => new LocalQueue(),
  'Bull on Redis': () => new BullQueue(inject('redisUrl')),
};

let counter = 0;
const newKind = (concurrency?: number): JobKind =>
  jobKind(`test-${(counter += 1)}-${process.pid}`, concurrency);

async function until(condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error('did not come true within 10 s');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

class Recorder implements JobHandler {
  readonly seen: number[] = [];
  running = 0;
  most = 0;

  constructor(private readonly work: (id: number) => Promise<void> = async () => undefined) {}

  async handle(id: number): Promise<void> {
    this.running += 1;
    this.most = Math.max(this.most, this.running);
    try {
      await this.work(id);
      this.seen.push(id);
    } finally {
      this.running -= 1;
    }
  }
}

describe.each(Object.keys(QUEUES))('the queue %s', (name) => {
  let queue: JobQueue;
  const open = (): JobQueue => (queue = (QUEUES[name] as () => JobQueue)());
  afterEach(() => queue.close(1000));

  it('passes every id on, whether announced before or after the handler is there', async () => {
    const kind = newKind(2);
    const recorder = new Recorder();
    open();
    await queue.add(kind, 1);
    queue.process(kind, recorder);
    await queue.add(kind, 2);
    await until(() => recorder.seen.length === 2);
    expect(recorder.seen.sort()).toEqual([1, 2]);
  });

  it('works on no more at once than the kind allows', async () => {
    const kind = newKind(3);
    const recorder = new Recorder(() => new Promise((resolve) => setTimeout(resolve, 20)));
    open().process(kind, recorder);
    for (let id = 1; id <= 12; id += 1) await queue.add(kind, id);
    await until(() => recorder.seen.length === 12);
    expect(recorder.most).toBe(3);
  });

  it('goes on after a job that failed, and takes its id again', async () => {
    const kind = newKind();
    let failures = 0;
    const recorder = new Recorder(async (id) => {
      if (id === 1 && failures === 0) {
        failures += 1;
        throw new Error('first time');
      }
    });
    open().process(kind, recorder);
    await queue.add(kind, 1);
    await until(() => failures === 1);
    await queue.add(kind, 2);
    await until(() => recorder.seen.includes(2));
    await queue.add(kind, 1);
    await until(() => recorder.seen.includes(1));
    expect(recorder.seen).toEqual([2, 1]);
  });

  it('keeps kinds apart: a slow one does not hold up another', async () => {
    const slow = newKind();
    const quick = newKind();
    let release = (): void => undefined;
    const blocked = new Recorder(() => new Promise((resolve) => (release = resolve)));
    const recorder = new Recorder();
    open().process(slow, blocked);
    queue.process(quick, recorder);
    await queue.add(slow, 1);
    await until(() => blocked.running === 1);
    await queue.add(quick, 2);
    await until(() => recorder.seen.length === 1);
    expect(blocked.seen).toEqual([]);
    release();
  });

  it('waits for running work when it closes, and takes none afterwards', async () => {
    const kind = newKind();
    const recorder = new Recorder(() => new Promise((resolve) => setTimeout(resolve, 100)));
    open().process(kind, recorder);
    await queue.add(kind, 1);
    await until(() => recorder.running === 1);
    await queue.close(5000);
    expect(recorder.seen).toEqual([1]);
  });

  it('delivers later when asked to', async () => {
    const kind = newKind();
    const recorder = new Recorder();
    open().process(kind, recorder);
    await queue.add(kind, 1, { delayMs: 150 });
    await queue.add(kind, 2);
    await until(() => recorder.seen.length === 2);
    expect(recorder.seen).toEqual([2, 1]);
  });

  it('works in nobody’s name, whoever announced the work', async () => {
    const kind = newKind();
    const seen: unknown[] = [];
    const queue = open();
    queue.process(kind, { handle: async () => void seen.push(AuthContext.current) });
    const request = { actor: undefined, language: 'de', address: '192.0.2.1', userAgent: 'x' } as const;
    await AuthContext.run(request, () => queue.add(kind, 1));
    await until(() => seen.length === 1);
    expect(seen).toEqual([undefined]);
  });
});

describe('Bull while Redis is away', () => {
  it('keeps nobody waiting who announces work', async () => {
    const queue = new BullQueue(`redis://127.0.0.1:${await freePort()}`);
    const kind = newKind();
    for (let time = 0; time < 20; time += 1) await queue.add(kind, 1);
    expect(await queue.healthy()).toBe(false);
    await queue.close(100);
  }, 8000);
});
