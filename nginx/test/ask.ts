import { readFileSync } from 'node:fs';
import type { IncomingHttpHeaders, IncomingMessage, RequestOptions } from 'node:http';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { NginxPlace } from '@payloom/testkit/own-nginx';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** When the first and the last of it came. */
  readonly firstMs: number;
  readonly lastMs: number;
}

export interface Question {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string | Buffer;
  /** Limits hold for an address, so a test that reaches one asks from an address of its own. */
  readonly from?: string;
}

/** The certificate that nginx was given, which is then trusted. */
export const certificateOf = ({ folder }: NginxPlace): Buffer =>
  readFileSync(join(folder, 'secrets/tls.crt'));

async function receive(request: ReturnType<typeof httpRequest>, body: Question['body']): Promise<Answer> {
  const startMs = performance.now();
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    request.once('response', resolve);
    request.once('error', reject);
    request.end(body);
  });
  let firstMs = 0;
  response.once('data', () => (firstMs = performance.now() - startMs));
  response.pause();
  const all = await buffer(response);
  const { statusCode: status = 0, headers } = response;
  return { status, headers, body: all, firstMs, lastMs: performance.now() - startMs };
}

/** Asks over TLS, with HTTP/1.1. */
export async function ask(place: NginxPlace, path: string, question: Question = {}): Promise<Answer> {
  const { method = 'GET', headers = {}, body, from = '127.0.0.1' } = question;
  const options: RequestOptions = {
    host: '127.0.0.1',
    port: place.httpsPort,
    path,
    method,
    headers: { host: 'localhost', ...headers },
    localAddress: from,
    agent: false,
  };
  const request = httpsRequest({ ...options, servername: 'localhost', ca: certificateOf(place) });
  return receive(request, body);
}

/** Asks without TLS. */
export async function askPlainly(place: NginxPlace, path: string): Promise<Answer> {
  const headers = { host: 'pay.example' };
  return receive(
    httpRequest({ host: '127.0.0.1', port: place.httpPort, path, headers, agent: false }),
    undefined,
  );
}
