import { Controller, Get, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Needs, Public, SignedIn } from './permission.js';
import { ProblemFilter } from './problem.filter.js';
import { PublicOnlyGuard } from './public-only.guard.js';

@Controller('doors')
class Doors {
  @Public()
  @Get('open')
  open(): string {
    return 'come in';
  }

  @SignedIn()
  @Get('signed-in')
  signedIn(): string {
    return 'secret';
  }

  @Needs('settings.read')
  @Get('right')
  right(): string {
    return 'secret';
  }

  @Get('undeclared')
  undeclared(): string {
    return 'secret';
  }
}

@Module({
  controllers: [Doors],
  providers: [
    { provide: APP_GUARD, useClass: PublicOnlyGuard },
    { provide: APP_FILTER, useClass: ProblemFilter },
  ],
})
class House {}

describe('a process without users', () => {
  let app: NestFastifyApplication;
  beforeAll(async () => {
    app = await NestFactory.create<NestFastifyApplication>(House, new FastifyAdapter());
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
  });
  afterAll(() => app.close());

  it.each([
    ['open', 200],
    ['signed-in', 401],
    ['right', 401],
    ['undeclared', 401],
  ])('answers /doors/%s with %i', async (door, status) => {
    const answer = await app.inject({ url: `/doors/${door}`, headers: { authorization: 'Bearer emm_x' } });
    expect(answer.statusCode).toBe(status);
    expect(answer.body.includes('secret')).toBe(false);
  });
});
