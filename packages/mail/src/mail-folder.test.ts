import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { openMailFolder } from './mail-folder.ts';
import { mailSenderContract } from './mail-sender.contract.ts';

const from = 'Payloom <no-reply@payloom.example>';

async function openFolder() {
  const parent = await mkdtemp(join(tmpdir(), 'payloom-mail-'));
  const path = join(parent, 'mail');
  const sender = await openMailFolder(path, from);
  const received = async () =>
    Promise.all((await readdir(path)).map((name) => readFile(join(path, name), 'utf8')));
  const close = async () => {
    await sender.close();
    await rm(parent, { recursive: true, force: true });
  };
  return { path, sender, received, close };
}

mailSenderContract('a folder for mail', openFolder);

describe('a folder for mail', () => {
  it('shows a link whole to who looks at the file, and the file to its owner alone', async () => {
    const folder = await openFolder();
    const id = uuidv7();
    const link = 'http://localhost:4000/verify-email#AbC-_0123456789AbC-_0123456789xy';
    const text = `Grüezi\n\nBestätigen:\n${link}\n`;
    const mail = { id, to: 'alice@example.com', subject: 'Ihre Adresse / ../../etc', text, html: '<p></p>' };
    await folder.sender.send(mail);
    await folder.sender.send(mail);
    const names = await readdir(folder.path);
    expect(names).toEqual([`ihre-adresse-..-..-etc-alice@example.com-${id}.eml`]);
    expect((await folder.received())[0]).toContain(link);
    expect((await stat(join(folder.path, names[0] ?? ''))).mode & 0o777).toBe(0o600);
    await folder.close();
  });
});
