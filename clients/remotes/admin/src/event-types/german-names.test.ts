import { chooseLanguage } from '@payloom/i18n/region';
import { readFileSync } from 'node:fs';
import { settingDescription, settingTitle } from '../features/settings/setting-names.ts';
import { germanEventTypes } from './german-event-types.ts';
import { germanQueues } from './german-queues.ts';

interface AsyncApi {
  channels: Record<string, { bindings?: { amqp?: { is?: string } } }>;
  components: { messages: Record<string, { name: string }> };
}

const root = new URL('../../../../../', import.meta.url);
const { channels, components }: AsyncApi = JSON.parse(
  readFileSync(new URL('docs/asyncapi.json', root), 'utf8'),
);

/** `auth.session.ended.v1` and `.v2` are one type; a dead letter is none. */
const eventTypes = Object.keys(components.messages).flatMap(
  (message) => /^(?<type>.+)\.v\d+$/.exec(message)?.groups?.['type'] ?? [],
);
const queues = Object.keys(channels).filter((channel) => channel.includes('.') && !channel.endsWith('.dead'));

/** Read from the file, as what runs in a browser depends on no package of the servers. */
async function settingKeys(): Promise<string[]> {
  const module: Record<string, unknown> = await import(
    new URL('packages/event-contracts/src/settings.ts', root).pathname
  );
  return Object.keys(Object(module['settings']));
}

afterEach(() => chooseLanguage('en'));

test('each type of event has a German name, and no type that is gone has one', () => {
  expect(Object.keys(germanEventTypes).toSorted()).toEqual([...new Set(eventTypes)].toSorted());
});

test('each queue is told of in German, and none that is gone', () => {
  expect(Object.keys(germanQueues).toSorted()).toEqual(queues.toSorted());
});

test('each setting has a German name and says in German what it does', async () => {
  const keys = await settingKeys();
  expect(keys).toContain('registration.open');
  chooseLanguage('de');
  const english = keys.filter(
    (id) =>
      settingTitle({ id, title: 'English' }) === 'English' ||
      settingDescription({ id, description: 'English' }) === 'English',
  );
  expect(english).toEqual([]);
});
