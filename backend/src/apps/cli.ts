import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { message } from '../contract/messages/index.js';
import { exampleFile, type Config } from '../core/config/config.js';
import { connect } from '../core/database/data-source.js';
import { migrate } from '../core/database/database.module.js';
import { DomainError } from '../core/errors/domain-error.js';
import { AppLogger } from '../core/logging/logger.js';
import { createUser, setupLink } from '../modules/users/cli/user-commands.js';
import { cliModule } from './cli.module.js';
import { fillDemoData } from './demo/demo-command.js';
import { SCHEMA } from './schema.js';

type Command = (config: Config, args: readonly string[]) => Promise<number>;

const COMMANDS: Record<string, Command> = {
  migrate: async (config) => {
    const connections = await connect(config, SCHEMA, 0);
    await migrate(config, connections, true);
    await connections.writer.destroy();
    if (connections.reader !== connections.writer) await connections.reader.destroy();
    process.stdout.write('The database is up to date.\n');
    return 0;
  },

  'env-example': async () => {
    process.stdout.write(exampleFile());
    return 0;
  },

  'setup-link': (config) => withServices(config, (context) => setupLink(context, config)),

  user: (config, args) => withServices(config, (context) => createUser(context, args)),

  demo: (config) => withServices(config, fillDemoData),

  openapi: async (_config, [file]) => {
    if (file === undefined) {
      process.stderr.write('Usage: openapi FILE\n');
      return 2;
    }
    const { writeApiDocument } = await import('./openapi-file.js');
    await writeApiDocument(file);
    return 0;
  },
};

/** At a console the result counts, not how the program got ready for it. */
class ConsoleLogger extends AppLogger {
  override log(): void {}
}

/** Runs `work` with the services of this installation. Failures that the domain foresees are told, with exit code 1. */
async function withServices(
  config: Config,
  work: (context: INestApplicationContext) => Promise<number>,
): Promise<number> {
  const logger = new ConsoleLogger(config);
  const context = await NestFactory.createApplicationContext(cliModule(config), {
    logger,
    abortOnError: false,
  });
  try {
    return await work(context);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const fields = Object.entries(error.fields).map(
      ([field, problem]) => `  ${field}: ${message(problem.code, problem.params)}\n`,
    );
    process.stderr.write(`${message(error.code, error.params)}\n${fields.join('')}`);
    return 1;
  } finally {
    await context.close();
  }
}

/** Runs one command of the console. @returns the exit code: 0 done, 1 refused, 2 wrong call */
export async function runCommand(config: Config, [name = '', ...args]: readonly string[]): Promise<number> {
  const command = COMMANDS[name];
  if (!command) {
    process.stderr.write(`Unknown command "${name}". Commands: ${Object.keys(COMMANDS).join(', ')}\n`);
    return 2;
  }
  return command(config, args);
}
