import { setTimeout as sleep } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';
import { EditLoop, type EditActions } from './edit-loop.ts';

function record(overrides: Partial<EditActions> = {}) {
  const done: string[] = [];
  const said: string[] = [];
  const loop = new EditLoop({
    services: ['auth', 'payments', 'gateway'],
    compose: () => void done.push('compose'),
    generate: async () => void done.push('generate'),
    restart: async (service) => void done.push(`restart ${service}`),
    say: (sentence) => said.push(stripVTControlCharacters(sentence)),
    ...overrides,
  });
  return { loop, done, said };
}

async function settle(loop: EditLoop): Promise<void> {
  await sleep(80);
  await loop.stop();
}

it('brings an SDL edit to graph, hooks and its subgraph, in this order', async () => {
  const { loop, done, said } = record();
  loop.push({ kind: 'sdl', subgraph: 'payments' });
  loop.push({ kind: 'sdl', subgraph: 'payments' });
  await settle(loop);
  expect(done).toEqual(['compose', 'generate', 'restart payments']);
  expect(said).toEqual([
    expect.stringMatching(/^✔ Composed the graph, generated types and hooks in \d/),
    expect.stringMatching(/^✔ payments runs the new code after \d/),
  ]);
});

it('keeps what runs when the SDL is broken, and says why', async () => {
  const { loop, done, said } = record({
    compose: () => {
      throw new Error('The subgraphs do not compose:\n  - [payments] Unknown type Mony');
    },
  });
  loop.push({ kind: 'sdl', subgraph: 'payments' });
  await settle(loop);
  expect(done).toEqual([]);
  expect(said).toEqual([
    '✖ The subgraphs do not compose:\n  - [payments] Unknown type Mony\n  The last good graph stays.',
  ]);
});

it('says why a service does not start, and goes on with the next edit', async () => {
  let broken = true;
  const { loop, said } = record({
    restart: async (service) => {
      if (broken) throw new Error(`${service} ended (exit code 1): SyntaxError: Unexpected token`);
    },
  });
  loop.push({ kind: 'service', name: 'auth' });
  await sleep(80);
  broken = false;
  loop.push({ kind: 'service', name: 'auth' });
  await settle(loop);
  expect(said[0]).toMatch(
    /^✖ auth ended .*SyntaxError: Unexpected token\n {2}It is started again at the next edit\./,
  );
  expect(said[1]).toMatch(/^✔ auth runs the new code/);
});

it('restarts a service although an operation elsewhere is wrong', async () => {
  const { loop, done } = record({ generate: () => Promise.reject(new Error('Cannot query field "colour"')) });
  loop.push({ kind: 'operation' });
  loop.push({ kind: 'service', name: 'gateway' });
  await settle(loop);
  expect(done).toEqual(['restart gateway']);
});
