/** What `start` sends to make the demo accounts. */
export const seedRegister = /* GraphQL */ `
  mutation SeedAccount($input: RegisterInput!) {
    outcome: register(input: $input) {
      __typename
      ... on Session {
        accessToken
      }
      ... on Problem {
        message
      }
    }
  }
`;

export const seedSignIn = /* GraphQL */ `
  mutation SeedSignIn($input: SignInInput!) {
    outcome: signIn(input: $input) {
      __typename
      ... on Session {
        accessToken
      }
      ... on Problem {
        message
      }
    }
  }
`;

export const seedTopUp = /* GraphQL */ `
  mutation SeedTopUp($input: TopUpWalletInput!) {
    outcome: topUpWallet(input: $input) {
      __typename
      ... on Problem {
        message
      }
    }
  }
`;

export const seedWallet = /* GraphQL */ `
  query SeedWallet {
    viewer {
      wallet {
        id
      }
    }
  }
`;
