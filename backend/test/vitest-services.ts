import type { TestProject } from 'vitest/node';
import { startServices } from './services.js';

declare module 'vitest' {
  interface ProvidedContext {
    mariadbSocket: string;
    redisUrl: string;
  }
}

/** Starts the servers once for all integration specs; they reach them by `inject`. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const services = await startServices();
  project.provide('mariadbSocket', services.mariadbSocket);
  project.provide('redisUrl', services.redisUrl);
  return () => services.stop();
}
