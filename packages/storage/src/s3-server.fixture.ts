import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import S3rver from 's3rver';
import type { S3Bucket } from './s3-file-store.ts';

/** A server with the API of S3 and one empty bucket. */
export interface S3Server {
  readonly bucket: Required<Pick<S3Bucket, 'bucket' | 'region' | 'endpoint' | 'credentials'>>;
  keys(): Promise<string[]>;
  stop(): Promise<void>;
}

/** Starts s3rver, whose only account is called by its name, on a free port. */
export async function startS3Server(): Promise<S3Server> {
  const directory = await mkdtemp(join(tmpdir(), 'payloom-s3-'));
  const configureBuckets = [{ name: 'files', configs: [] }];
  const server = new S3rver({ port: 0, address: '127.0.0.1', silent: true, directory, configureBuckets });
  const { port } = await server.run();
  const bucket = {
    bucket: 'files',
    region: 'us-east-1',
    endpoint: `http://127.0.0.1:${port}`,
    credentials: { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' },
  };
  const client = new S3Client({ ...bucket, forcePathStyle: true });
  return {
    bucket,
    keys: async () => {
      const { Contents: contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: 'files' }));
      return contents.flatMap(({ Key: key }) => (key === undefined ? [] : [key])).sort();
    },
    stop: async () => {
      client.destroy();
      await server.close();
      await rm(directory, { recursive: true });
    },
  };
}
