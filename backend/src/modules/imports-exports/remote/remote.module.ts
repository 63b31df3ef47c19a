import { Module } from '@nestjs/common';
import { ConnectionService } from '../connection.service.js';
import { ExchangeUsages } from '../in-use.js';
import { RemoteConnections } from './remote-connections.js';

const services = [RemoteConnections, ExchangeUsages, ConnectionService];

/** Places outside that files come from and go to. */
@Module({ providers: services, exports: services })
export class RemoteModule {}
