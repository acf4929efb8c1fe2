import { readDevice } from './session-device.ts';

const webKit = 'AppleWebKit/537.36 (KHTML, like Gecko)';

describe('the device of a session', () => {
  it.each([
    [
      `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webKit} Chrome/141.0.0.0 Safari/537.36`,
      { kind: 'DESKTOP', browser: 'Chrome', system: 'Windows' },
    ],
    [
      'Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0',
      { kind: 'DESKTOP', browser: 'Firefox', system: 'Linux' },
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1',
      { kind: 'PHONE', browser: 'Safari', system: 'iOS' },
    ],
    [
      `Mozilla/5.0 (Linux; Android 16; Pixel 10) ${webKit} Chrome/141.0.0.0 Mobile Safari/537.36`,
      { kind: 'PHONE', browser: 'Chrome', system: 'Android' },
    ],
    [
      'Mozilla/5.0 (iPad; CPU OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Safari/604.1',
      { kind: 'TABLET', browser: 'Safari', system: 'iOS' },
    ],
  ])('is read from %s', (userAgent, device) => {
    expect(readDevice(userAgent)).toEqual(device);
  });

  it.each([null, '', '<script>alert(1)</script>', '\u0000'.repeat(400)])(
    'is not known of %j, and that is no failure',
    (userAgent) => {
      expect(readDevice(userAgent)).toMatchObject({ kind: 'OTHER', system: null });
    },
  );
});
