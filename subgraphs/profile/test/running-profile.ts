import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDiskFileStore } from '@payloom/storage/disk-file-store';
import type { FileStore } from '@payloom/storage/file-store';
import { startTestSubgraph, type TestSubgraph } from '@payloom/testkit/subgraph';
import { createContext } from '../src/context.ts';
import { consumes } from '../src/events/consumes.ts';
import { avatarRoutes } from '../src/http/avatar-routes.ts';
import { ormConfig } from '../src/orm.config.ts';
import { resolvers } from '../src/resolvers/resolvers.ts';
import { startSweep } from '../src/sweep.ts';

const nameQuery = `query ($users: [_Any!]!) { _entities(representations: $users) { ... on User { displayName } } }`;

export interface RunningProfile extends TestSubgraph {
  readonly files: FileStore;
  /** The names of all pictures that are kept. */
  fileNames(): Promise<string[]>;
  /** Lets somebody register, and resolves with the event when their profile stands. */
  register(userId: string, displayName: string): ReturnType<TestSubgraph['publish']>;
  /** What others see somebody called. */
  nameOf(userId: string, asUserId?: string): Promise<string | null | undefined>;
}

async function makeFiles() {
  const folder = await mkdtemp(join(tmpdir(), 'payloom-profile-files-'));
  const files = await openDiskFileStore(folder);
  const fileNames = () => readdir(join(folder, 'avatars')).catch(() => []);
  return { files, fileNames, remove: () => rm(folder, { recursive: true }) };
}

/** The profile subgraph whole, with a folder of its own for pictures. */
export async function startProfile(): Promise<RunningProfile> {
  const { files, fileNames, remove } = await makeFiles();
  const subgraph = await startTestSubgraph({
    name: 'profile',
    orm: ormConfig,
    schemaPath: join(import.meta.dirname, '../schema.graphql'),
    resolvers,
    context: createContext(files),
    consumes,
    routes: (app, { orm, verifyToken }) => avatarRoutes(app, { em: orm.em, files, verifyToken }),
    background: (parts) => startSweep(parts, files),
  });
  const nameOf: RunningProfile['nameOf'] = async (userId, asUserId = userId) => {
    const { data } = await subgraph.execute<{ _entities: { displayName: string | null }[] }>(
      nameQuery,
      { users: [{ __typename: 'User', id: userId }] },
      { as: { userId: asUserId } },
    );
    return data?._entities[0]?.displayName;
  };
  const register: RunningProfile['register'] = async (userId, displayName) => {
    const event = await subgraph.publish({
      type: 'auth.user.registered',
      subject: userId,
      data: { userId, email: `${displayName}@example.com`, displayName, role: 'CUSTOMER', status: 'ACTIVE' },
      audience: [`user:${userId}`, 'role:ADMIN'],
      actor: userId,
    });
    await subgraph.eventually(async () => expect(await nameOf(userId)).toBe(displayName));
    return event;
  };
  const stop = async () => {
    await subgraph.stop();
    await remove();
  };
  return { ...subgraph, files, fileNames, register, nameOf, stop };
}
