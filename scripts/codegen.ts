import { generate } from '@graphql-codegen/cli';
import config from '../codegen.ts';
import { compose, writeComposed } from './compose.ts';

/** Composes the supergraph, then generates resolver types and Apollo hooks from it. */
export async function runCodegen(): Promise<void> {
  writeComposed(compose());
  await generate(config, true);
}

if (import.meta.main) await runCodegen();
