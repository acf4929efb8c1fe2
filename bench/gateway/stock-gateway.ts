import { readFileSync } from 'node:fs';
import { ApolloGateway } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { z } from 'zod';

/* The stock gateway, as the documentation of Apollo Server runs it. */

const env = z.object({ PORT: z.coerce.number(), SUPERGRAPH_PATH: z.string() }).parse(process.env);

const gateway = new ApolloGateway({ supergraphSdl: readFileSync(env.SUPERGRAPH_PATH, 'utf8') });
const server = new ApolloServer({ gateway });
await startStandaloneServer(server, { listen: { host: '127.0.0.1', port: env.PORT } });
