/** More than anybody has devices for, and few enough to be read at once. */
export const passkeysOfUserMax = 20;

export interface PasskeyRefused {
  __typename: 'PasskeyRefused';
  message: string;
}

export interface TooManyPasskeys {
  __typename: 'TooManyPasskeys';
  message: string;
}

export interface PasskeyNotFound {
  __typename: 'PasskeyNotFound';
  message: string;
}

/** One answer to whatever is wrong with a passkey, so that it tells nothing of accounts. */
export const passkeyRefused = (): PasskeyRefused => ({
  __typename: 'PasskeyRefused',
  message: 'That passkey was not accepted. Use another one, or your password.',
});

export const tooManyPasskeys = (): TooManyPasskeys => ({
  __typename: 'TooManyPasskeys',
  message: `You have ${passkeysOfUserMax} passkeys. Remove one that you do not use any more.`,
});

export const passkeyNotFound = (): PasskeyNotFound => ({
  __typename: 'PasskeyNotFound',
  message: 'You have no such passkey any more.',
});
