import { ApolloProvider } from '@apollo/client/react';
import { graph } from '@payloom/apollo-client/graph';
import type { ReactNode } from 'react';

/** Gives what is within the client of the graph. */
export function GraphAround({ children }: { children: ReactNode }) {
  return <ApolloProvider client={graph.client}>{children}</ApolloProvider>;
}
