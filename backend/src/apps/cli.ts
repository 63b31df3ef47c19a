import type { Config } from '../core/config/config.js';
import { connect } from '../core/database/data-source.js';
import { migrate } from '../core/database/database.module.js';
import { SCHEMA } from './schema.js';

type Command = (config: Config, args: readonly string[]) => Promise<number>;

const COMMANDS: Record<string, Command> = {
  migrate: async (config) => {
    const connections = await connect(config, SCHEMA);
    await migrate(config, connections, true);
    await connections.writer.destroy();
    if (connections.reader !== connections.writer) await connections.reader.destroy();
    process.stdout.write('The database is up to date.\n');
    return 0;
  },
};

/** Runs one command of the console. @returns the exit code: 0 done, 2 wrong call */
export async function runCommand(config: Config, [name = '', ...args]: readonly string[]): Promise<number> {
  const command = COMMANDS[name];
  if (!command) {
    process.stderr.write(`Unknown command "${name}". Commands: ${Object.keys(COMMANDS).join(', ')}\n`);
    return 2;
  }
  return command(config, args);
}
