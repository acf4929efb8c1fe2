const session = `
    ... on Session {
      accessToken
      accessTokenExpiresAt
      viewer {
        email
        role
      }
    }
    ... on Problem {
      message
    }`;

/** What the explorer asks for a session, word by word as it is sent: where nothing else is run, these are. */
export const signInDocument = `mutation ExplorerSignIn($input: SignInInput!) {
  answer: signIn(input: $input) {
    __typename${session}
    ... on SecondFactorRequired {
      challenge
    }
  }
}`;

export const completeSignInDocument = `mutation ExplorerCompleteSignIn($input: CompleteSignInInput!) {
  answer: completeSignIn(input: $input) {
    __typename${session}
  }
}`;

export const refreshDocument = `mutation ExplorerRefreshSession {
  answer: refreshSession {
    __typename${session}
  }
}`;

export const refreshAgainDocument = `mutation ExplorerRefreshSessionAgain {
  answer: refreshSession(again: true) {
    __typename${session}
  }
}`;

export const signOutDocument = `mutation ExplorerSignOut {
  answer: signOut {
    __typename
  }
}`;
