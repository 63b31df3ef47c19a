import type { INestApplicationContext } from '@nestjs/common';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import type { Config } from '../../../core/config/config.js';
import { SetupService } from '../setup.service.js';
import { UserService } from '../user.service.js';

const USAGE =
  'Usage: user create --email ADDRESS --name NAME --password-stdin [--timezone Europe/Berlin] [--language en|de]\n';

/** Prints a new one-time link for the first administrator. @returns the exit code: 1 when there is a user */
export async function setupLink(context: INestApplicationContext, config: Config): Promise<number> {
  const token = await context.get(SetupService, { strict: false }).issueLink();
  if (token === undefined) {
    process.stderr.write('There is a user already. More are made with "user create".\n');
    return 1;
  }
  process.stdout.write(`${config.publicUrl}/setup/${token}\n`);
  return 0;
}

/** `user create`: a user with all rights; the password comes from standard input, so that no process list shows it. */
export async function createUser(context: INestApplicationContext, args: readonly string[]): Promise<number> {
  const options = parsed(args);
  if (!options) {
    process.stderr.write(USAGE);
    return 2;
  }
  const user = await context.get(UserService, { strict: false }).create({
    email: options.email,
    name: options.name,
    password: (await text(process.stdin)).replace(/\r?\n$/, ''),
    language: options.language === 'de' ? 'de' : 'en',
    timezone: options.timezone,
  });
  process.stdout.write(`User ${user.id} (${user.email}) was created.\n`);
  return 0;
}

function parsed(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        email: { type: 'string' },
        name: { type: 'string' },
        'password-stdin': { type: 'boolean' },
        timezone: { type: 'string', default: 'Europe/Berlin' },
        language: { type: 'string', default: 'en' },
      },
    });
    const { email, name, language, timezone } = values;
    const complete = positionals.join(' ') === 'create' && values['password-stdin'] === true;
    return complete && email && name && /^(en|de)$/.test(language)
      ? { email, name, language, timezone }
      : undefined;
  } catch {
    // parseArgs throws for unknown options: a wrong call like any other
    return undefined;
  }
}
