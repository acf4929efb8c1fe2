export interface TooManyAttempts {
  __typename: 'TooManyAttempts';
  message: string;
  retryAt: Date;
  retryInSeconds: number;
}

const ofPasswords = 'There were too many attempts with a wrong password. Wait a little, then try again.';

/** Nothing is looked at before `retryAt`. */
export function tooManyAttempts(retryAt: Date, now: Date, message = ofPasswords): TooManyAttempts {
  const retryInSeconds = Math.max(1, Math.ceil((retryAt.getTime() - now.getTime()) / 1_000));
  return { __typename: 'TooManyAttempts', message, retryAt, retryInSeconds };
}
