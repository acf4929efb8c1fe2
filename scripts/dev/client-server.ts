import { serveClients } from '@payloom/rspack-config/serve-clients';
import { z } from 'zod';

const envSchema = z.object({
  SHELL_PORT: z.coerce.number().int(),
  /** A port for each remote: `{"auth":5001}`. */
  REMOTE_PORTS: z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(z.record(z.string(), z.int())),
  GATEWAY_URL: z.url(),
});

const broken = new Set<string>();

function report(client: string, problem: string | undefined): void {
  if (problem !== undefined) process.send?.({ type: 'say', sentence: `✖ ${client}: ${problem}` });
  else if (broken.has(client)) process.send?.({ type: 'say', sentence: `✔ ${client} compiles again.` });
  if (problem === undefined) broken.delete(client);
  else broken.add(client);
}

/** The development servers of shell and remotes, with hot module replacement, in a process of their own. */
const { SHELL_PORT, REMOTE_PORTS, GATEWAY_URL } = envSchema.parse(process.env);
const clients = await serveClients({
  shellPort: SHELL_PORT,
  ports: REMOTE_PORTS,
  gatewayUrl: GATEWAY_URL,
  onCompiled: report,
});
const stop = (): void => {
  void clients.close().finally(() => process.exit(0));
};
process.on('SIGTERM', stop);
process.on('disconnect', stop);
process.send?.({ type: 'ready', url: clients.url });
