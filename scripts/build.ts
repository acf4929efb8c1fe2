import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { explorer, generatedCode, root, site } from './build/artefacts.ts';
import { makeIfStale, type Artefact } from './build/freshness.ts';

const run = promisify(execFile);
const force = process.argv.includes('--force');
const asked = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));

function say(line: string): void {
  if (process.send) process.send({ type: 'progress', line });
  else console.log(line);
}

async function generate(): Promise<void> {
  say('types and hooks');
  const { runCodegen } = await import('./codegen.ts');
  await runCodegen();
}

async function bundleSite(): Promise<void> {
  say('clients');
  const { buildSite } = await import('./build/build-site.ts');
  await buildSite(say, process.env.ASSET_BASE_URL || undefined);
}

async function bundleExplorer(): Promise<void> {
  say('explorer');
  await run(process.execPath, [join(root, 'gateway/explorer/build.ts')], { cwd: root });
}

const targets: Record<string, { artefact: () => Artefact; make: () => Promise<void> }> = {
  code: { artefact: generatedCode, make: generate },
  explorer: { artefact: explorer, make: bundleExplorer },
  site: { artefact: site, make: bundleSite },
};

/** Makes what is generated and bundled where its sources changed; `--force` makes it in any case. */
for (const [name, { artefact, make }] of Object.entries(targets)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  if (force) await make();
  else await makeIfStale(artefact(), root, make);
}
