import axe from 'axe-core';
import { expect } from 'vitest';

/**
 * Fails on serious and critical findings. Colours and page-level rules need a real browser and a whole
 * page; the e2e run checks those.
 */
export async function expectAccessible(element: HTMLElement): Promise<void> {
  const attached = element.isConnected;
  if (!attached) document.body.append(element);
  const { violations } = await axe.run(element, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  });
  if (!attached) element.remove();
  const findings = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, help, nodes }) => `${id}: ${help} (${nodes.map((node) => node.html).join(' | ')})`);
  expect(findings).toEqual([]);
}
