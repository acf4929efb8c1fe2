import type { FileStore } from '@payloom/storage/file-store';
import type { SubgraphContext } from '@payloom/subgraph-kit/context';
import type { SubgraphParts } from '@payloom/subgraph-kit/start-subgraph';
import { sweepAvatars } from './avatars/sweep-avatars.ts';

export interface Context extends SubgraphContext {
  /** Removes the files of pictures that were replaced. Never rejects: the sweep makes up for what it leaves. */
  readonly sweepAvatars: () => Promise<void>;
}

/** Makes the context of each GraphQL operation. */
export const createContext =
  (files: FileStore) =>
  (base: SubgraphContext, { orm }: Pick<SubgraphParts, 'orm'>): Context => ({
    ...base,
    sweepAvatars: () =>
      sweepAvatars(orm.em, files).catch((err: unknown) => base.log.warn({ err }, 'an old picture is left')),
  });
