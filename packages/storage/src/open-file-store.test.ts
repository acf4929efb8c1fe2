import { fileStoreEnvSchema } from './open-file-store.ts';

const problems = (env: Record<string, string>) => {
  const result = fileStoreEnvSchema.safeParse(env);
  return result.success ? [] : result.error.issues.map(({ path }) => path.join('.'));
};

describe('where files are kept', () => {
  it('is a folder, or a bucket, which goes first', () => {
    expect(fileStoreEnvSchema.parse({ FILES_DIR: '/files' })).toEqual({ folder: '/files' });
    expect(fileStoreEnvSchema.parse({ FILES_DIR: '/files', S3_BUCKET: 'files' })).toEqual({
      s3: { bucket: 'files', region: 'us-east-1', endpoint: undefined, credentials: undefined },
    });
    expect(
      fileStoreEnvSchema.parse({
        S3_BUCKET: 'files',
        S3_ENDPOINT: 'http://minio:9000',
        S3_REGION: 'eu-central-2',
        S3_ACCESS_KEY_ID: 'id',
        S3_SECRET_ACCESS_KEY: 'secret',
      }),
    ).toEqual({
      s3: {
        bucket: 'files',
        region: 'eu-central-2',
        endpoint: 'http://minio:9000',
        credentials: { accessKeyId: 'id', secretAccessKey: 'secret' },
      },
    });
  });

  it.each<[Record<string, string>, string]>([
    [{}, 'FILES_DIR or S3_BUCKET'],
    [{ FILES_DIR: '' }, 'FILES_DIR'],
    [{ S3_BUCKET: 'files', S3_ENDPOINT: 'minio:9000' }, 'S3_ENDPOINT'],
    [{ S3_BUCKET: 'files', S3_ACCESS_KEY_ID: 'id' }, 'S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY'],
  ])('names what is wrong with %p', (env, name) => {
    expect(problems(env)).toContain(name);
  });
});
