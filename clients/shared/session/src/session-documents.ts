/** What the session asks without the Apollo Client, word by word as it is sent. */
export const refreshDocument = `mutation RefreshSession {
  refreshSession {
    __typename
    ... on Session { accessToken accessTokenExpiresAt viewer { id email role } }
    ... on SessionExpired { reason }
  }
}`;
export const signOutDocument = 'mutation SignOut { signOut { __typename } }';
