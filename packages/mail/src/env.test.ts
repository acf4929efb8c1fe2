import { mailEnvSchema } from './env.ts';

describe('the environment of mail', () => {
  it('names a server, a folder, or both, and where links lead', () => {
    expect(mailEnvSchema.parse({ SMTP_URL: 'smtp://localhost:25' })).toMatchObject({
      smtpUrl: 'smtp://localhost:25',
      publicUrl: 'http://localhost:4000',
    });
    expect(
      mailEnvSchema.parse({ MAIL_FOLDER_PATH: '/mail', PUBLIC_URL: 'https://pay.example/' }),
    ).toMatchObject({ folderPath: '/mail', publicUrl: 'https://pay.example' });
  });

  it.each([
    [{}, 'SMTP_URL or MAIL_FOLDER_PATH'],
    [{ SMTP_URL: 'http://localhost' }, 'SMTP_URL'],
    [{ MAIL_FOLDER_PATH: '/mail', PUBLIC_URL: 'localhost' }, 'PUBLIC_URL'],
  ])('refuses %j with the name of what is wrong', (env, name) => {
    const { error } = mailEnvSchema.safeParse(env);
    expect(error?.issues.map(({ path }) => path.join('.'))).toContain(name);
  });
});
