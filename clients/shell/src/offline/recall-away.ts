import type { ConnectionStore } from '@payloom/apollo-client/connection';
import type { NetworkStore } from '@payloom/apollo-client/network';
import type { Recall } from '@payloom/session/session-store';

export interface Away {
  readonly network: Pick<NetworkStore, 'lost'>;
  readonly connection: Pick<ConnectionStore, 'get' | 'set'>;
}

/**
 * The same recall, which says that nobody answers where somebody is recalled: their page would otherwise be shown as live until
 * its own queries have found that out.
 */
export const recallAway =
  (recall: Recall, { network, connection }: Away): Recall =>
  async () => {
    const viewer = await recall();
    if (!viewer) return undefined;
    // Where the browser has no network that is known already, and says more.
    if (connection.get().status === 'connected') connection.set('catching-up');
    network.lost();
    return viewer;
  };
