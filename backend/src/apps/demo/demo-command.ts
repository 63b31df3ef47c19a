import type { INestApplicationContext } from '@nestjs/common';
import { DemoData } from './demo-data.js';

/** `demo`: fills in sample data where there are no recipients yet. @returns the exit code */
export async function fillDemoData(context: INestApplicationContext): Promise<number> {
  const began = Date.now();
  const { filled, recipients, leftAlone } = await context.get(DemoData, { strict: false }).fill();
  if (!filled) {
    process.stdout.write(`There are ${recipients} recipients already: no sample data was filled in.\n`);
    return 0;
  }
  const seconds = Math.max(1, Math.round((Date.now() - began) / 1000));
  process.stdout.write(
    `Filled in ${recipients} recipients, 3 mailing lists and 6 mailings with their figures in ${seconds} s.\n`,
  );
  for (const thing of leftAlone) process.stdout.write(`Left as it was: ${thing}.\n`);
  return 0;
}
