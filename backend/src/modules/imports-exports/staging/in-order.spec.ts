import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { inOrder } from './in-order.js';

describe('steps side by side', () => {
  it('take effect in their order, however long each takes, and no more than the lanes at once', async () => {
    const [order, most] = [[] as number[], [] as number[]];
    let running = 0;
    await inOrder([40, 5, 30, 1, 20], 2, async (takes, turn) => {
      running += 1;
      most.push(running);
      await pause(takes);
      await turn();
      order.push(takes);
      running -= 1;
    });
    expect(order).toEqual([40, 5, 30, 1, 20]);
    expect(Math.max(...most)).toBe(2);
  });

  it('end with the failure of one: nobody behind it takes effect, nobody is left running', async () => {
    const done: number[] = [];
    let running = 0;
    const all = inOrder([1, 2, 3, 4], 2, async (step, turn) => {
      running += 1;
      try {
        await pause(step === 2 ? 30 : 1);
        if (step === 2) throw new Error('broken');
        await turn();
        done.push(step);
      } finally {
        running -= 1;
      }
    });
    await expect(all).rejects.toThrow('broken');
    expect(done).toEqual([1]);
    expect(running).toBe(0);
  });

  it('give up what they hold when the one before waits for it, and come again alone', async () => {
    let free!: () => void;
    const released = new Promise<void>((resolve) => (free = resolve));
    const calls: string[] = [];
    await inOrder(['first', 'second', 'third'], 2, async (step, turn) => {
      calls.push(step);
      if (step === 'first') await released;
      try {
        await turn();
      } catch (error) {
        free();
        throw error;
      }
    });
    expect(calls).toEqual(['first', 'second', 'second', 'third']);
  });
});
