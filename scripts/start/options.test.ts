import { blockedPorts } from './blocked-ports.ts';
import { readOptions } from './options.ts';

it('serves on port 4000 from .payloom in the repository unless told otherwise', () => {
  expect(readOptions([], {}, '/repo')).toMatchObject({
    port: 4000,
    host: '127.0.0.1',
    dataFolder: '/repo/.payloom',
    reset: false,
  });
});

it('takes the port and the folder from the environment', () => {
  const options = readOptions(['--reset'], { PORT: '5000', PAYLOOM_DATA_DIR: '/data' }, '/repo');
  expect(options).toMatchObject({ port: 5000, dataFolder: '/data', reset: true });
});

it.each(['0', '65536', '40.5', 'http'])('refuses PORT=%s in a sentence', (PORT) => {
  expect(() => readOptions([], { PORT }, '/repo')).toThrow(
    `PORT is "${PORT}"; it must be a whole number from 1 to 65535.`,
  );
});

it('refuses a port that no browser would ask anything of', async () => {
  for (const port of blockedPorts) {
    expect(() => readOptions([], { PORT: String(port) }, '/repo')).toThrow(`PORT is ${port}, which browsers`);
    // Nor would this process.
    await expect(fetch(`http://127.0.0.1:${port}`)).rejects.toMatchObject({ cause: { message: 'bad port' } });
  }
});

it('shows the usage with an option it does not know', () => {
  expect(() => readOptions(['--rest'], {}, '/repo')).toThrow(/--rest.*Usage: pnpm start/s);
});
