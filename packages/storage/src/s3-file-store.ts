import {
  DeleteObjectsCommand,
  GetObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { assertKey, type FileStore } from './file-store.ts';

/** A bucket of a service that speaks the API of Amazon S3. */
export interface S3Bucket {
  readonly bucket: string;
  readonly region: string;
  /** Of another service than Amazon's. */
  readonly endpoint?: string | undefined;
  /** What the environment of the process grants, where left out. */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string } | undefined;
}

const attemptsMax = 3;
const requestTimeoutMaxMs = 10_000;
/** What one request to delete may name, by the API. */
const keysAtOnceMax = 1_000;

class S3FileStore implements FileStore {
  readonly #client: S3Client;
  readonly #bucket: string;

  constructor({ bucket, region, endpoint, credentials }: S3Bucket) {
    this.#bucket = bucket;
    this.#client = new S3Client({
      region,
      maxAttempts: attemptsMax,
      requestHandler: { requestTimeout: requestTimeoutMaxMs, connectionTimeout: requestTimeoutMaxMs },
      // Services other than Amazon's seldom have a name for each bucket, nor its newest checksums.
      ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      ...(credentials ? { credentials } : {}),
    });
  }

  async put(key: string, bytes: Uint8Array, contentType: string): Promise<void> {
    assertKey(key);
    await this.#client.send(
      new PutObjectCommand({ Bucket: this.#bucket, Key: key, Body: bytes, ContentType: contentType }),
    );
  }

  async get(key: string): Promise<Uint8Array | null> {
    assertKey(key);
    try {
      const { Body: body } = await this.#client.send(
        new GetObjectCommand({ Bucket: this.#bucket, Key: key }),
      );
      if (!body) throw new Error('The object store answered without the object.');
      return await body.transformToByteArray();
    } catch (error) {
      if (error instanceof NoSuchKey) return null;
      throw error;
    }
  }

  async remove(keys: readonly string[]): Promise<void> {
    keys.forEach(assertKey);
    for (let start = 0; start < keys.length; start += keysAtOnceMax) {
      const objects = keys.slice(start, start + keysAtOnceMax).map((Key) => ({ Key }));
      const { Errors: errors = [] } = await this.#client.send(
        new DeleteObjectsCommand({ Bucket: this.#bucket, Delete: { Objects: objects, Quiet: true } }),
      );
      if (errors.length > 0)
        throw new Error(`The object store kept ${errors.length} files it was to remove.`);
    }
  }

  async close(): Promise<void> {
    this.#client.destroy();
  }
}

/** Opens a bucket as a store; it has to be there. */
export function openS3FileStore(bucket: S3Bucket): FileStore {
  return new S3FileStore(bucket);
}
