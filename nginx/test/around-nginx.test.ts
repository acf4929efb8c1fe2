import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { OwnNginx } from '@payloom/testkit/own-nginx';
import { z } from 'zod';
import { sitePolicy } from '../../gateway/src/http/security-headers.ts';
import { root } from '../../scripts/build/artefacts.ts';
import { ask } from './ask.ts';
import { startGatewayStandIn } from './gateway-stand-in.ts';
import { startNginx } from './running-nginx.ts';

const uiKit = createRequire(join(root, 'clients/shared/ui-kit/package.json'));
const read = (require: NodeJS.Require, name: string) => readFileSync(require.resolve(name), 'utf8');
const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

it('knows by their hashes the styles that packages write into a page', () => {
  const toasts = /__insertCSS\(("(?:[^"\\]|\\.)*")\)/.exec(read(uiKit, 'sonner'))?.[1] ?? '""';
  const radix = createRequire(uiKit.resolve('radix-ui'));
  const select = /__html: `([^`]*)`/.exec(read(radix, '@radix-ui/react-select'))?.[1] ?? '';
  const styles = /style-src 'self' ([^;]*);/.exec(sitePolicy)?.[1];
  const texts = ['', z.string().parse(JSON.parse(toasts)), select];
  expect(styles?.split(' ')).toEqual(texts.map(hashOf));
});

let nginx: OwnNginx | undefined;
afterEach(async () => {
  await nginx?.stop();
  nginx = undefined;
});

it('says in plain words that no gateway answers, and serves pages all the same', async () => {
  const gateway = await startGatewayStandIn();
  await gateway.stop();
  nginx = await startNginx({ gatewayUrl: gateway.url });
  const operation = await ask(nginx.place, '/graphql', { method: 'POST', body: '{}' });
  expect([operation.status, operation.headers['retry-after']]).toEqual([502, '2']);
  expect(JSON.parse(operation.body.toString())).toEqual({
    errors: [{ message: 'Payloom is not available right now.', extensions: { code: 'UNAVAILABLE' } }],
  });
  const file = await ask(nginx.place, '/files/payments/payments.csv');
  expect([file.status, file.body.toString()]).toEqual([
    502,
    '{"message":"Payloom is not available right now."}',
  ]);
  expect((await ask(nginx.place, '/', { headers: { accept: 'text/html' } })).status).toBe(200);
});

it('names the place that assets come from in the policy, and lets its pages take them', async () => {
  nginx = await startNginx({ gatewayUrl: 'http://127.0.0.1:9', assetBaseUrl: 'https://cdn.example/payloom' });
  const page = await ask(nginx.place, '/', { headers: { accept: 'text/html' } });
  const policy = String(page.headers['content-security-policy']);
  for (const what of ['script', 'style', 'font', 'connect'])
    expect(policy).toMatch(new RegExp(`${what}-src 'self'[^;]* https://cdn\\.example;`));
  const asset = await ask(nginx.place, '/assets/shell.01028881da.js');
  expect(asset.headers['cross-origin-resource-policy']).toBe('cross-origin');
  expect(asset.headers['access-control-allow-origin']).toBe('*');
});
