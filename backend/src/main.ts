import 'reflect-metadata';
import { createApp } from './apps/http-server.js';
import { stopOnSignal } from './apps/stop.js';
import { ConfigError, loadConfig } from './core/config/config.js';
import { PendingMigrations } from './core/database/database.module.js';

/**
 * One program, several roles: `node main.js` does everything, `node main.js worker` one of them (or `ROLES`), and
 * `node main.js cli <command>` runs a command and exits.
 */
async function main(argument: string | undefined, rest: readonly string[]): Promise<void> {
  if (argument === 'cli') {
    const { runCommand } = await import('./apps/cli.js');
    process.exitCode = await runCommand(loadConfig(process.env), rest);
    return;
  }
  const config = loadConfig(argument ? { ...process.env, ROLES: argument } : process.env);
  const app = await createApp(config);
  stopOnSignal(app);
  await app.listen(config.get('port'), config.get('host'));
  const { announceReady } = await import('./apps/announce.js');
  await announceReady(app, config);
}

main(process.argv[2], process.argv.slice(3)).catch((error: unknown) => {
  const expected = error instanceof ConfigError || error instanceof PendingMigrations;
  process.stderr.write(
    `${error instanceof Error ? ((expected ? undefined : error.stack) ?? error.message) : String(error)}\n`,
  );
  process.exit(1);
});
