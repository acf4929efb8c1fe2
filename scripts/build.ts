import { generatedCode, root, site } from './build/artefacts.ts';
import { makeIfStale } from './build/freshness.ts';

const force = process.argv.includes('--force');

function say(line: string): void {
  if (process.send) process.send({ type: 'progress', line });
  else console.log(line);
}

async function generate(): Promise<void> {
  say('generating types and hooks');
  const { runCodegen } = await import('./codegen.ts');
  await runCodegen();
}

async function bundle(): Promise<void> {
  say('bundling the clients');
  const { buildSite } = await import('./build/build-site.ts');
  await buildSite(say);
}

/** Makes what is generated and bundled, where its sources changed (`--force`: in any case). */
async function build(): Promise<void> {
  if (force) {
    await generate();
    await bundle();
    return;
  }
  await makeIfStale(generatedCode(), root, generate);
  await makeIfStale(site(), root, bundle);
}

await build();
