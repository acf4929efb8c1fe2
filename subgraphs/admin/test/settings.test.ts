import { join } from 'node:path';
import { startTestSubgraph, type TestSubgraph } from '@payloom/testkit/subgraph';
import { v7 as uuidv7 } from 'uuid';
import { createContext } from '../src/context.ts';
import { ormConfig } from '../src/orm.config.ts';
import { resolvers } from '../src/resolvers/resolvers.ts';

const administrator = { userId: uuidv7(), role: 'ADMIN' } as const;

describe('the settings in the graph', () => {
  let admin: TestSubgraph;

  beforeAll(async () => {
    admin = await startTestSubgraph({
      name: 'admin',
      schemaPath: join(import.meta.dirname, '../schema.graphql'),
      resolvers,
      context: createContext,
      orm: ormConfig,
    });
  });
  afterAll(() => admin?.stop());

  it('changes a setting, shows it with its bounds, and tells everybody the notice', async () => {
    const text = `mutation {
      changeSetting(input: { key: "notice.text", version: 0, text: "Back at noon.", reason: "Lunch." }) {
        __typename ... on ChangedSetting { setting { id text boolean amount { currency } charactersMax version isDefault } }
      }
    }`;
    const { data } = await admin.execute(text, {}, { as: administrator });
    expect(data).toEqual({
      changeSetting: {
        __typename: 'ChangedSetting',
        setting: {
          id: 'notice.text',
          text: 'Back at noon.',
          boolean: null,
          amount: null,
          charactersMax: 280,
          version: 1,
          isDefault: false,
        },
      },
    });
    const again = await admin.execute(text, {}, { as: administrator });
    expect(again.data).toEqual({ changeSetting: { __typename: 'SettingChangedMeanwhile' } });
    expect((await admin.execute('{ notice { id text } }')).data).toEqual({
      notice: { id: 'everybody', text: 'Back at noon.' },
    });
    const all = await admin.execute<{ settings: unknown[] }>(
      '{ settings { id boolean amountMin { amountMinor } changedBy { id } } }',
      {},
      { as: administrator },
    );
    expect(all.data?.settings).toContainEqual({
      id: 'registration.open',
      boolean: true,
      amountMin: null,
      changedBy: null,
    });
  });

  it('are resolved by reference, for administrators alone; the notice for everybody', async () => {
    const query = `query($representations: [_Any!]!) {
      _entities(representations: $representations) { ... on Setting { title } ... on Notice { text } }
    }`;
    const settings = ['registration.open', 'no.such'].map((id) => ({ __typename: 'Setting', id }));
    const { data } = await admin.execute(query, { representations: settings }, { as: administrator });
    expect(data).toEqual({ _entities: [{ title: 'Sign-up is open' }, null] });
    const refused = await admin.execute(query, { representations: settings }, { as: { userId: uuidv7() } });
    expect(refused.errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
    const notice = [{ __typename: 'Notice', id: 'everybody' }];
    const { data: told } = await admin.execute(query, { representations: notice });
    expect(told).toEqual({ _entities: [{ text: 'Back at noon.' }] });
  });
});
