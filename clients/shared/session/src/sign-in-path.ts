/** Where somebody signs in; the one address that the shell and the auth remote agree on. */
export const signInPath = '/sign-in';
