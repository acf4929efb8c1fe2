import type { ConnectionStore } from '@payloom/apollo-client/connection';
import type { NetworkStore } from '@payloom/apollo-client/network';
import type { Recall } from '@payloom/session/session-store';

export interface Away {
  readonly network: Pick<NetworkStore, 'lost'>;
  readonly connection: Pick<ConnectionStore, 'set'>;
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
    connection.set('catching-up');
    network.lost();
    return viewer;
  };
