import { findOrInstallChromium, type Machine } from './chromium.ts';

function machine(files: string[], more: Partial<Machine> = {}): Machine & { commands: string[] } {
  const commands: string[] = [];
  return {
    commands,
    env: { PATH: '/usr/local/bin:/usr/bin' },
    isRoot: true,
    say: () => undefined,
    exists: (path) => files.includes(path),
    run: (command, args) => {
      commands.push([command, ...args].join(' '));
      return true;
    },
    ...more,
  };
}

it('takes the browser that a variable names before all others', () => {
  const env = { PATH: '/usr/bin', CHROMIUM_PATH: '/opt/my/chrome' };
  expect(findOrInstallChromium(machine(['/usr/bin/chromium', '/opt/my/chrome'], { env }))).toBe(
    '/opt/my/chrome',
  );
});

it('finds a browser along PATH', () => {
  expect(findOrInstallChromium(machine(['/usr/bin/google-chrome']))).toBe('/usr/bin/google-chrome');
});

it('installs one as root on Debian, after getting the package lists where they are missing', () => {
  const files = ['/usr/bin/apt-get'];
  const commands: string[] = [];
  const found = findOrInstallChromium(
    machine(files, {
      run: (command, args) => {
        commands.push([command, ...args].join(' '));
        if (commands.length === 3) files.push('/usr/bin/chromium');
        return commands.length === 3;
      },
    }),
  );
  expect(commands.map((command) => command.split(' ')[1])).toEqual(['install', 'update', 'install']);
  expect(found).toBe('/usr/bin/chromium');
});

it('installs nothing for somebody who is not root', () => {
  const user = machine(['/usr/bin/apt-get'], { isRoot: false });
  expect(findOrInstallChromium(user)).toBeUndefined();
  expect(user.commands).toEqual([]);
});
