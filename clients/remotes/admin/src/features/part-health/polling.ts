/** Asks again every ten seconds, as often as somebody looks at the parts, while the page is in view. */
export const polling = {
  fetchPolicy: 'cache-and-network',
  pollInterval: 10_000,
  skipPollAttempt: () => document.hidden,
  errorPolicy: 'all',
  notifyOnNetworkStatusChange: true,
} as const;
