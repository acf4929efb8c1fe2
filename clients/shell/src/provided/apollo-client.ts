/** What the shell has of Apollo Client for every remote. */
export { CombinedGraphQLErrors, NetworkStatus } from '@apollo/client';
