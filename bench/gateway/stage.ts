import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GraphQLSchema } from 'graphql';
import { z } from 'zod';
import { SideProcess } from '../processes/side-process.ts';
import { composeGraph, type Addresses } from './graph.ts';

/** What all gateways stand on: subgraphs and clients, each in a process of their own. */
export interface Stage {
  readonly addresses: Addresses;
  readonly supergraphPath: string;
  /** Of who asks the supergraph. */
  readonly schema: GraphQLSchema;
  readonly subgraphs: SideProcess;
  readonly clients: SideProcess;
}

const addressesSchema = z.object({
  payments: z.string(),
  users: z.string(),
  organisations: z.string(),
  risks: z.string(),
});

/** Starts them, for as long as `opened` stands. */
export async function openStage(opened: AsyncDisposableStack): Promise<Stage> {
  const start = async (file: string) =>
    opened.adopt(await SideProcess.start(join(import.meta.dirname, file)), (each) => each.stop());
  const subgraphs = await start('subgraphs.ts');
  const clients = await start('load.ts');
  const addresses = await subgraphs.ask('addresses', null, addressesSchema);
  const folder = await mkdtemp(join(tmpdir(), 'payloom-bench-gateway-'));
  opened.defer(() => rm(folder, { recursive: true, force: true }));
  const { supergraphSdl, schema } = composeGraph(addresses);
  const supergraphPath = join(folder, 'supergraph.graphql');
  await writeFile(supergraphPath, supergraphSdl);
  return { addresses, supergraphPath, schema, subgraphs, clients };
}
