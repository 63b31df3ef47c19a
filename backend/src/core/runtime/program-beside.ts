import { fileURLToPath } from 'node:url';

/**
 * The file of a program that runs in a thread or process of its own.
 * @param module `import.meta.url` of the module beside which it lies; sources that run as they are have the other ending
 * @param name without its ending
 */
export function programBeside(module: string, name: string): string {
  return fileURLToPath(new URL(`./${name}.${module.endsWith('.ts') ? 'ts' : 'js'}`, module));
}
