export interface TooManyAttempts {
  __typename: 'TooManyAttempts';
  message: string;
  retryAt: Date;
  retryInSeconds: number;
}

/** A password is not looked at before `retryAt`. */
export function tooManyAttempts(retryAt: Date, now: Date): TooManyAttempts {
  const retryInSeconds = Math.max(1, Math.ceil((retryAt.getTime() - now.getTime()) / 1_000));
  const message = 'There were too many attempts with a wrong password. Wait a little, then try again.';
  return { __typename: 'TooManyAttempts', message, retryAt, retryInSeconds };
}
