import type { HeaderItem } from '@payloom/session/remote-entry';
import { Component, Suspense, useDeferredValue, useMemo, type ReactNode } from 'react';
import { useRemotes } from '../remotes/use-remotes.ts';

/** Leaves out what fails, for the header is no place to say so, and the page is not concerned. */
class OrNothing extends Component<{ name: string; children: ReactNode }, { failed: boolean }> {
  override readonly state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override componentDidCatch(error: unknown): void {
    console.error(`A part of the header by ${this.props.name} failed.`, error);
  }

  override render(): ReactNode {
    return this.state.failed ? null : this.props.children;
  }
}

interface PlacedItem extends HeaderItem {
  readonly name: string;
}

function usePlacedItems(): PlacedItem[] {
  const { remotes } = useRemotes();
  return useMemo(() => {
    const ready = remotes.flatMap((remote) => (remote.status === 'ready' ? [remote.entry] : []));
    const items = ready.flatMap(({ name, header = [] }) => header.map((item) => ({ ...item, name })));
    return items.sort((one, other) => one.order - other.order);
  }, [remotes]);
}

const none: readonly PlacedItem[] = [];

/**
 * What the remotes have in the header, in the order they ask for; those that are down have nothing there. They come behind what
 * is around them, by themselves.
 */
export function HeaderItems() {
  return useDeferredValue<readonly PlacedItem[]>(usePlacedItems(), none).map(
    ({ name, component: Item, order }) => (
      <div key={`${name} ${order}`} data-remote={name} className="contents">
        <OrNothing name={name}>
          <Suspense>
            <Item />
          </Suspense>
        </OrNothing>
      </div>
    ),
  );
}
