const session = `{
    __typename
    ... on Session { accessToken accessTokenExpiresAt viewer { id email role } }
    ... on SessionExpired { reason }
  }`;

/** What is asked without the Apollo Client, word by word as it is sent. */
export const refreshDocument = `mutation RefreshSession {
  refreshSession ${session}
}`;
export const refreshAgainDocument = `mutation RefreshSessionAgain {
  refreshSession(again: true) ${session}
}`;
export const signOutDocument = 'mutation SignOut { signOut { __typename } }';
export const noticeDocument = 'query NoticeForAnybody { notice { __typename text } }';
export const passkeyChallengeDocument = `mutation BeginPasskeySignIn {
  beginPasskeySignIn {
    __typename
    ... on PasskeyChallenge { challenge rpId timeoutMs credentials { credentialId transports } }
  }
}`;
