/** What the shell has of Apollo Client's hooks for every remote; the first three are what generated hooks are made of. */
export {
  useMutation,
  useQuery,
  useSubscription,
  skipToken,
  useApolloClient,
  useFragment,
} from '@apollo/client/react';
