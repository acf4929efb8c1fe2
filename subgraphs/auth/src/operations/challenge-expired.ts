export interface ChallengeExpired {
  __typename: 'ChallengeExpired';
  message: string;
}

/** What was begun has been waited for too long, or was done already. */
export const challengeExpired = (message = 'That took too long. Begin anew.'): ChallengeExpired => ({
  __typename: 'ChallengeExpired',
  message,
});
