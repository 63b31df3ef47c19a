import type { INestApplication } from '@nestjs/common';

/** The shell's number for a process that Ctrl+C ended. */
const INTERRUPTED = 130;

/**
 * The first signal stops in order: mails in hand are finished, leases released, requests answered; then exit code 0.
 * A second one stops at once: what was in hand is then dealt with as after a crash.
 */
export function stopOnSignal(app: INestApplication): void {
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(INTERRUPTED);
      stopping = true;
      app.close().then(
        () => process.exit(0),
        (error: unknown) => {
          process.stderr.write(`stopping failed: ${error instanceof Error ? error.stack : String(error)}\n`);
          process.exit(1);
        },
      );
    });
  }
}
