import { z } from 'zod';
import { openDiskFileStore } from './disk-file-store.ts';
import type { FileStore } from './file-store.ts';
import { openS3FileStore, type S3Bucket } from './s3-file-store.ts';

/** Where a process keeps its files. */
export type FileStoreEnv = { readonly folder: string } | { readonly s3: S3Bucket };

/** The variables that say where files are kept: a folder, or a bucket of an S3 service, which goes first. */
export const fileStoreEnvSchema = z
  .object({
    FILES_DIR: z.string().min(1).optional(),
    S3_BUCKET: z.string().min(1).optional(),
    S3_REGION: z.string().min(1).default('us-east-1'),
    S3_ENDPOINT: z.url({ protocol: /^https?$/, error: 'expected an http:// or https:// address' }).optional(),
    S3_ACCESS_KEY_ID: z.string().min(1).optional(),
    S3_SECRET_ACCESS_KEY: z.string().min(1).optional(),
  })
  .refine((env) => (env.S3_ACCESS_KEY_ID === undefined) === (env.S3_SECRET_ACCESS_KEY === undefined), {
    path: ['S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY'],
    error: 'expected both or neither',
    when: () => true,
  })
  .transform((env, context): FileStoreEnv => {
    const { S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = env;
    const credentials = accessKeyId && secretAccessKey ? { accessKeyId, secretAccessKey } : undefined;
    if (env.S3_BUCKET !== undefined)
      return {
        s3: { bucket: env.S3_BUCKET, region: env.S3_REGION, endpoint: env.S3_ENDPOINT, credentials },
      };
    if (env.FILES_DIR !== undefined) return { folder: env.FILES_DIR };
    context.addIssue({
      code: 'custom',
      path: ['FILES_DIR or S3_BUCKET'],
      message: 'expected a folder for files, or a bucket of an S3 service',
    });
    return z.NEVER;
  });

/** Opens the store that the environment names. */
export async function openFileStore(env: FileStoreEnv): Promise<FileStore> {
  return 's3' in env ? openS3FileStore(env.s3) : openDiskFileStore(env.folder);
}
