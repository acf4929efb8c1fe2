import { ApolloLink } from '@apollo/client';
import { tap } from 'rxjs';

export interface NewsLink {
  readonly link: ApolloLink;
  subscribe(listener: () => void): () => void;
}

/** Tells whoever listens that the graph has said something, be it an answer or a live update. */
export function createNewsLink(): NewsLink {
  const listeners = new Set<() => void>();
  const tell = (): void => {
    for (const listener of [...listeners]) listener();
  };
  return {
    link: new ApolloLink((operation, forward) => forward(operation).pipe(tap({ next: tell }))),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
