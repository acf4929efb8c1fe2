import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { createTestIssuer, type TestIssuer } from '@payloom/testkit/tokens';
import { z } from 'zod';

export const password = 'a password of ours';
const accounts: Record<string, { userId: string; role: 'ADMIN' | 'CUSTOMER' }> = {
  'admin@payloom.example': { userId: '0199aa00-0000-7000-8000-000000000001', role: 'ADMIN' },
  'alice@payloom.example': { userId: '0199aa00-0000-7000-8000-000000000002', role: 'CUSTOMER' },
};

const credentialsSchema = z.object({ email: z.string(), password: z.string() });
const requestSchema = z.object({
  query: z.string(),
  variables: z.looseObject({ input: credentialsSchema.optional() }),
});

export interface GatewayStandIn {
  readonly url: string;
  /** What the sessions did so far: `sign in` and `sign out`. */
  readonly sessions: string[];
  /** How long the tokens of the next sessions last; below zero they have expired. */
  readonly tokenSeconds: number[];
  stop(): Promise<void>;
}

/** Answers as the auth subgraph does behind a gateway. */
async function signIn(
  input: z.infer<typeof credentialsSchema> | undefined,
  issuer: TestIssuer,
  seconds: number,
): Promise<object> {
  const account = input && accounts[input.email];
  if (!account || input.password !== password) return { message: 'The email or the password is wrong.' };
  return { accessToken: await issuer.sign(account, seconds) };
}

/**
 * Stands for the gateway: signs people in itself, shows the keys on `/jwks`, and passes everything else on to the one
 * subgraph, whose address it asks for each time.
 */
export async function startGatewayStandIn(graphUrl: () => string): Promise<GatewayStandIn> {
  const issuer = await createTestIssuer();
  const sessions: string[] = [];
  const tokenSeconds: number[] = [];

  const answer = async (request: IncomingMessage): Promise<unknown> => {
    if (request.url === '/jwks') return issuer.jwks;
    const { query, variables } = requestSchema.parse(await json(request));
    if (query.includes('signIn(')) {
      sessions.push('sign in');
      return { data: { signIn: await signIn(variables.input, issuer, tokenSeconds.shift() ?? 600) } };
    }
    if (query.includes('signOut')) {
      sessions.push('sign out');
      return { data: { signOut: { __typename: 'SignedOut' } } };
    }
    const headers = {
      'content-type': 'application/json',
      authorization: request.headers.authorization ?? '',
    };
    const body = JSON.stringify({ query, variables });
    return (await fetch(graphUrl(), { method: 'POST', headers, body })).json();
  };
  return { ...(await serve(answer)), sessions, tokenSeconds };
}

/** Serves JSON on any free port. */
async function serve(answer: (request: IncomingMessage) => Promise<unknown>) {
  const handle = (request: IncomingMessage, response: ServerResponse) => {
    answer(request).then(
      (body) => response.setHeader('content-type', 'application/json').end(JSON.stringify(body)),
      () => response.writeHead(500).end(),
    );
  };
  const server = createServer(handle).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = z.object({ port: z.number() }).parse(server.address());
  const stop = async () => {
    server.close().closeAllConnections();
    await once(server, 'close');
  };
  return { url: `http://127.0.0.1:${port}`, stop };
}
