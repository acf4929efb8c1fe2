import { generate } from '@graphql-codegen/cli';
import { codegenConfig } from '../codegen.ts';
import { staleTrustedDocuments, writeTrustedDocuments } from './codegen/trusted-documents.ts';
import { compose, writeComposed } from './compose.ts';

/** Generates resolver types, hooks and possible types from the graph that was composed last, and what clients send. */
export async function generateCode(): Promise<void> {
  await generate(codegenConfig(), true);
  writeTrustedDocuments();
}

/** Composes the supergraph, then generates resolver types and Apollo hooks from it. */
export async function runCodegen(): Promise<void> {
  writeComposed(compose());
  await generateCode();
}

/** The same, but that what is committed is not written: false where it is stale. */
async function checkCodegen(): Promise<boolean> {
  await generate(codegenConfig(), true);
  const stale = staleTrustedDocuments();
  if (stale.length === 0) return true;
  console.error(`Stale: run \`pnpm codegen\` and commit what it writes:\n  ${stale.join('\n  ')}`);
  return false;
}

if (import.meta.main) {
  if (!process.argv.includes('--check')) await runCodegen();
  else if (!(await checkCodegen())) process.exitCode = 1;
}
