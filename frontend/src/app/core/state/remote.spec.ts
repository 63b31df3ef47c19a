import { Injector, runInInjectionContext, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { action, remote } from './remote';

describe('remote', () => {
  it('keeps the old value while loading and ignores an answer that was overtaken', async () => {
    const wanted = signal('a');
    const answers = new Map<string, (value: string) => void>();
    const data = runInInjectionContext(TestBed.inject(Injector), () =>
      remote(wanted, (key) => new Promise<string>((resolve) => answers.set(key, resolve))),
    );
    expect(data.firstLoad()).toBe(true);
    TestBed.tick();
    answers.get('a')?.('first');
    await vi.waitUntil(() => data.status() === 'done');

    wanted.set('b');
    TestBed.tick();
    expect(data.status()).toBe('pending');
    expect(data.value()).toBe('first');
    wanted.set('c');
    TestBed.tick();
    answers.get('c')?.('third');
    answers.get('b')?.('second, too late');
    await vi.waitUntil(() => data.status() === 'done');
    expect(data.value()).toBe('third');
  });

  it('reports a problem and loads again on request', async () => {
    let fail = true;
    const data = runInInjectionContext(TestBed.inject(Injector), () =>
      remote(
        () => true,
        () => (fail ? Promise.reject(new Error('broken')) : Promise.resolve('fine')),
      ),
    );
    TestBed.tick();
    await vi.waitUntil(() => data.status() === 'error');
    expect(data.problem()?.message).toBe('broken');
    fail = false;
    data.reload();
    TestBed.tick();
    await vi.waitUntil(() => data.status() === 'done');
    expect(data.problem()).toBeNull();
  });
});

describe('action', () => {
  it('ignores a second call while the first one runs', async () => {
    let finish = (_value: string): void => undefined;
    let calls = 0;
    const save = action(() => {
      calls++;
      return new Promise<string>((resolve) => (finish = resolve));
    });
    const first = save.run();
    expect(await save.run()).toBeUndefined();
    finish('saved');
    expect(await first).toBe('saved');
    expect(calls).toBe(1);
    expect(save.status()).toBe('done');
  });
});
