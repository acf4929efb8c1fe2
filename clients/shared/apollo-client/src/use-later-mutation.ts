import type { ApolloClient, OperationVariables, TypedDocumentNode } from '@apollo/client';
import { createContext, useContext, useState } from 'react';
import { loadGraph } from './graph-later.ts';

/** Where the client comes from once it is wanted; another one in tests. */
export const ClientLater = createContext<() => Promise<ApolloClient>>(async () => (await loadGraph()).client);

/** Sends the mutation and says what the graph answered, which is kept in no cache. Rejects as `client.mutate` does. */
export type LaterMutate<Data, Variables> = (variables: Variables) => Promise<Data | undefined>;

/**
 * As `useMutation`, for pages that are shown before there is a client: it is fetched when something is first sent. What such
 * pages send begins a session, so no answer is kept.
 */
export function useLaterMutation<Data, Variables extends OperationVariables>(
  document: TypedDocumentNode<Data, Variables>,
): readonly [LaterMutate<Data, Variables>, { readonly loading: boolean }] {
  const clientLater = useContext(ClientLater);
  const [loading, setLoading] = useState(false);
  const mutate: LaterMutate<Data, Variables> = async (variables) => {
    setLoading(true);
    try {
      const client = await clientLater();
      const { data } = await client.mutate({ mutation: document, variables, fetchPolicy: 'no-cache' });
      return data;
    } finally {
      setLoading(false);
    }
  };
  return [mutate, { loading }];
}
