import { generate } from '@graphql-codegen/cli';
import { codegenConfig } from '../codegen.ts';
import { compose, writeComposed } from './compose.ts';

/** Generates resolver types, hooks and possible types from the graph that was composed last. */
export async function generateCode(): Promise<void> {
  await generate(codegenConfig(), true);
}

/** Composes the supergraph, then generates resolver types and Apollo hooks from it. */
export async function runCodegen(): Promise<void> {
  writeComposed(compose());
  await generateCode();
}

if (import.meta.main) await runCodegen();
