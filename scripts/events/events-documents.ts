/** What `pnpm events` sends, word by word. */
export const signInMutation = /* GraphQL */ `
  mutation EventsSignIn($input: SignInInput!) {
    signIn(input: $input) {
      ... on Session {
        accessToken
      }
      ... on Problem {
        message
      }
    }
  }
`;

export const signOutMutation = /* GraphQL */ `
  mutation EventsSignOut {
    signOut {
      __typename
    }
  }
`;

export const queuesQuery = /* GraphQL */ `
  query EventsQueues {
    eventQueues {
      queue
      description
      patterns
      waiting
      delayed
      deadLetters
      consumers
    }
  }
`;

const summaryFields = 'id status queue eventId eventType subject reason attempts parkedAt timesParked';

export const listQuery = /* GraphQL */ `
  query EventsDeadLetters($filter: DeadLetterFilter, $first: Int!, $after: String) {
    deadLetters(filter: $filter, first: $first, after: $after) {
      totalCount
      edges { node { ${summaryFields} } }
      pageInfo { hasNextPage endCursor }
    }
  }
`;

export const detailsQuery = /* GraphQL */ `
  query EventsDeadLetter($id: ID!) {
    deadLetter(id: $id) {
      ${summaryFields} event history { attempt at reason } resolvedAt resolvedBy { id } discardReason
    }
  }
`;

export const replayMutation = /* GraphQL */ `
  mutation EventsReplay($ids: [ID!]!) {
    resolved: replayDeadLetters(ids: $ids) {
      deadLetters {
        id
      }
      skipped
    }
  }
`;

export const discardMutation = /* GraphQL */ `
  mutation EventsDiscard($ids: [ID!]!, $reason: String!) {
    resolved: discardDeadLetters(ids: $ids, reason: $reason) {
      deadLetters {
        id
      }
      skipped
    }
  }
`;
