import { loadRemote, registerRemotes } from '@module-federation/runtime';
import type { RemoteEntry } from '@payloom/session/remote-entry';
import { z } from 'zod';
import type { RemoteListing } from './remote-list.ts';

const isEntry = (value: unknown): value is RemoteEntry =>
  z
    .object({ name: z.string(), routes: z.array(z.unknown()), navigation: z.array(z.unknown()) })
    .safeParse(value).success;

const entryModuleSchema = z.object({ default: z.custom<RemoteEntry>(isEntry, 'is not a remote entry') });

/** Loads a remote's entry by its manifest. `again` forgets what an earlier, failed try has left behind. */
export async function loadEntry({ name, manifest }: RemoteListing, again: boolean): Promise<RemoteEntry> {
  const container = `${name}_remote`;
  const entry = new URL(manifest, globalThis.location.href).href;
  registerRemotes([{ name: container, entry }], { force: again });
  return entryModuleSchema.parse(await loadRemote(`${container}/entry`)).default;
}
