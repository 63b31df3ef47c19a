import {
  Global,
  Inject,
  Logger,
  Module,
  type DynamicModule,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { Config } from '../config/config.js';
import { connect, type Connections, type Schema } from './data-source.js';
import { Transactions } from './transactions.js';

const CONNECTIONS = Symbol('database connections');

/** Migrations wait and this process may not apply them. */
export class PendingMigrations extends Error {
  constructor(names: readonly string[]) {
    super(
      `The database lacks ${names.length} migration(s): ${names.join(', ')}. Run "npm run migrate" first.`,
    );
  }
}

/** Brings the schema up to date, or refuses where that is the administrator's decision. */
export async function migrate(config: Config, connections: Connections, force: boolean): Promise<void> {
  const { writer } = connections;
  if (!(await writer.showMigrations())) return;
  if (!force && (config.get('migrate') === 'manual' || !config.embedded)) {
    throw new PendingMigrations(
      writer.migrations.map((migration) => migration.name ?? migration.constructor.name),
    );
  }
  const applied = await writer.runMigrations({ transaction: 'each' });
  new Logger('Migrations').log(`applied ${applied.map((migration) => migration.name).join(', ')}`);
}

@Global()
@Module({})
export class DatabaseModule implements OnApplicationShutdown {
  constructor(@Inject(CONNECTIONS) private readonly connections: Connections) {}

  static with(schema: Schema): DynamicModule {
    return {
      module: DatabaseModule,
      providers: [
        {
          provide: CONNECTIONS,
          inject: [Config],
          useFactory: async (config: Config) => {
            const connections = await connect(config, schema);
            await migrate(config, connections, false);
            return connections;
          },
        },
        {
          provide: Transactions,
          inject: [CONNECTIONS],
          useFactory: (connections: Connections) => new Transactions(connections),
        },
      ],
      exports: [Transactions],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    const { reader, writer } = this.connections;
    if (reader !== writer) await reader.destroy();
    await writer.destroy();
  }
}
